import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { ApiError } from '../http/api-error'
import type { Caller } from '../http/authenticate'

interface OneTimeUse<T> {
  /** Names the request: sent again, it is the same use. */
  requestKey: string | null
  /** What the second use is told. */
  refusal: string
  /** What an earlier use made and this one asks for again, if it did: that is no second use. */
  earlier: () => Promise<T | null>
}

const SPEND = `
insert into used_tokens (digest, request_key, expires_at) values ($1, $2, $3)
on conflict (digest) do update set request_key = used_tokens.request_key
where used_tokens.request_key = excluded.request_key
returning xmax = 0 as "isFirst"`

/** Does the work, for a one-time token at most once: a token whose work was refused is as good as new. */
export async function withOneTimeUse<T>(
  pool: Pool,
  caller: Caller,
  use: OneTimeUse<T>,
  work: () => Promise<T>,
): Promise<T> {
  if (caller.kind !== 'public' || !caller.oneTimeUse) return work()
  const digest = createHash('sha256').update(caller.token).digest('hex')
  const { rows } = await pool.query<{ isFirst: boolean }>(SPEND, [digest, use.requestKey, caller.expiresAt])
  if (!rows[0]) {
    const earlier = await use.earlier()
    if (earlier === null) throw new ApiError(422, use.refusal)
    return earlier
  }
  try {
    return await work()
  } catch (error) {
    if (error instanceof ApiError && rows[0].isFirst) {
      await pool.query('delete from used_tokens where digest = $1', [digest])
    }
    throw error
  }
}
