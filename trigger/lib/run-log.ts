import { logger } from '@trigger.dev/sdk'
import { type RunIdSource, runIds } from './run-ids'
import { withoutPersonalData } from './without-personal-data'

/** Values a log line may carry: flat, small, and never a whole record of somebody. */
export type LogFields = Record<string, string | number | boolean | null | undefined>

export type RunLog = Record<'debug' | 'info' | 'warn' | 'error', (phase: string, fields?: LogFields) => void>

type Sink = Record<keyof RunLog, (message: string, properties?: Record<string, unknown>) => void>

/**
 * The only way a task writes a log line: the message is `{operation}_{phase}` in snake_case, every line carries the
 * three ids that connect it to a request, a chain of runs and this run, and nothing that looks like a person leaves.
 */
export function runLog(operation: string, source: RunIdSource, sink: Sink = logger): RunLog {
  const ids = runIds(source)
  const write =
    (level: keyof RunLog) =>
    (phase: string, fields: LogFields = {}) =>
      sink[level](`${operation}_${phase}`, { ...ids, ...withoutPersonalData(fields) })
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}
