/** How long what is over is kept: neither older than this, nor more runs than this. Null: no bound. */
export interface RetentionPolicy {
  days: number | null
  runs: number | null
}
