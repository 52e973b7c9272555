/** One row of `batches`. Whether all of its runs have ended is not stored: it follows from them. */
export interface BatchRecord {
  id: string
  environment_id: string
  status: 'PENDING' | 'ABORTED'
  run_count: number
  item_count: number
  parent_id: string | null
  resume_parent_on_completion: boolean
  idempotency_key: string | null
  created_at: Date
  updated_at: Date
  sealed_at: Date | null
}
