/** Which stream: the run's own `name`, or the one into which others send to the run. */
export interface StreamKey {
  /** Internal id. */
  runId: string
  name: string
  isInput: boolean
}
