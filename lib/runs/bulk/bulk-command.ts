import { isRunStatus, RUN_STATUS_WORDS, type RunStatus, statusFacts } from '../run-status'

export const BULK_COMMANDS = ['cancel', 'replay'] as const
export type BulkCommand = (typeof BULK_COMMANDS)[number]

/** The statuses in which the command means something, out of those that a filter asks for. */
export function legalStatuses(command: BulkCommand, wanted: readonly RunStatus[]): RunStatus[] {
  const candidates = wanted.length > 0 ? wanted : RUN_STATUS_WORDS.filter(isRunStatus)
  return candidates.filter((status) => statusFacts(status).final === (command === 'replay'))
}
