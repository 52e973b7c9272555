import type { PlatformDeps } from '../http/deps'
import { breath } from './breath'

/** So few that the statement is soon done, whatever the rows are. */
const BITE_ROWS = 2_000

/**
 * Deletes all rows of the table for which the condition holds, a bite at a time: one statement for a great many would
 * run into its time limit, round after round. Answers how many were deleted.
 */
export async function everyBite(
  { pool, stopping }: Pick<PlatformDeps, 'pool' | 'stopping'>,
  table: string,
  condition: string,
  values: unknown[],
): Promise<number> {
  const statement = `delete from ${table} where ctid in (select ctid from ${table} where ${condition} limit ${BITE_ROWS})`
  let deleted = 0
  while (!stopping.aborted) {
    const { rowCount } = await pool.query(statement, values)
    deleted += rowCount ?? 0
    if ((rowCount ?? 0) < BITE_ROWS) break
    await breath(stopping)
  }
  return deleted
}
