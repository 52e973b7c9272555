import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { ApiError } from '../http/api-error'

/** Marks the token as used; the second use is refused as a real server refuses it. */
export async function useOneTimeToken(pool: Pool, token: string, taskId: string): Promise<void> {
  const digest = createHash('sha256').update(token).digest('hex')
  const { rowCount } = await pool.query('insert into used_tokens (digest) values ($1) on conflict do nothing', [digest])
  if (rowCount === 0) throw new ApiError(422, `Failed to trigger ${taskId} after 2 attempts.`)
}
