/** One row of `bulk_actions`. */
export interface BulkActionRecord {
  id: string
  environment_id: string
  type: 'CANCEL' | 'REPLAY'
  name: string | null
  status: 'PENDING' | 'COMPLETED' | 'ABORTED'
  target_region: string | null
  total_count: number
  success_count: number
  failure_count: number
  created_at: Date
  completed_at: Date | null
}
