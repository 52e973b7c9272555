import 'server-only'
import type { AppError } from './errors'
import { log } from './log'

/** Refusals and bad input are everyday; what the app or its platform could not do is not. */
const LOUD = new Set<AppError['code']>(['unexpected', 'unavailable', 'timed_out'])

export function logError(error: AppError, where: Record<string, unknown>): void {
  const line = { errorId: error.id, code: error.code, ...where }
  if (LOUD.has(error.code)) log.error({ ...line, err: error.cause ?? error }, error.message)
  else log.info(line, 'refused')
}
