/** One failed run, as it is counted. */
export interface GroupedFailure {
  runId: string
  environmentId: string
  taskId: string
  fingerprint: string
  type: string
  message: string
  version: string | null
  at: Date
}
