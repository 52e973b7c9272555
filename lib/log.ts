import 'server-only'
import pino from 'pino'
import { describeError } from './describe-error'

/** JSON lines on standard output. Callers log ids, codes and counts: never payloads, addresses or secrets. */
export const log = pino({
  base: { process: 'app' },
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: describeError },
})
