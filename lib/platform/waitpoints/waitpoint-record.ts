export type WaitpointType = 'RUN' | 'DATETIME' | 'MANUAL' | 'BATCH'

/** A row of `waitpoints`. */
export interface WaitpointRecord {
  id: string
  environment_id: string
  type: WaitpointType
  status: 'PENDING' | 'COMPLETED'
  completed_by_run_id: string | null
  /** DATETIME: when it completes; MANUAL: when it times out. */
  completed_after: Date | null
  idempotency_key: string | null
  inactive_idempotency_key: string | null
  user_provided_idempotency_key: boolean
  idempotency_key_expires_at: Date | null
  output: string | null
  output_type: string
  output_is_error: boolean
  tags: string[]
  is_hidden: boolean
  created_at: Date
  completed_at: Date | null
}
