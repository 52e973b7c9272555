import type { Pool } from 'pg'

/** The bulk actions that are over since before the cutoff; their runs have a time of their own. */
export async function deleteOldBulkActions(pool: Pool, environmentId: string, cutoff: Date): Promise<void> {
  await pool.query(
    `delete from bulk_actions where environment_id = $1 and completed_at < $2 and next_step_at is null`,
    [environmentId, cutoff],
  )
}
