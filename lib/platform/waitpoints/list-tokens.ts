import type { WaitpointTokenStatus } from '@trigger.dev/core/v3'
import type { Pool } from 'pg'
import type { TokenFilter } from './token-filter'
import type { WaitpointRecord } from './waitpoint-record'

export interface TokenPage {
  tokens: WaitpointRecord[]
  next: string | undefined
  previous: string | undefined
}

/** Spelled out, not passed as values: only so can the index of waiting tokens serve. */
const STATUS_CONDITIONS: Record<WaitpointTokenStatus, string> = {
  WAITING: `status = 'PENDING'`,
  COMPLETED: `(status = 'COMPLETED' and not output_is_error)`,
  TIMED_OUT: `(status = 'COMPLETED' and output_is_error)`,
}

/** One page, newest first in both directions. Ids grow with time, so the cursor is an id. */
export async function listTokens(pool: Pool, environmentId: string, filter: TokenFilter): Promise<TokenPage> {
  const backwards = filter.before !== undefined
  const { text, values } = listStatement(environmentId, filter, backwards)
  const { rows } = await pool.query<WaitpointRecord>(text, values)
  const hasMore = rows.length > filter.size
  const tokens = rows.slice(0, filter.size)
  if (backwards) tokens.reverse()
  const hasNewer = backwards ? hasMore : filter.after !== undefined
  const hasOlder = backwards || hasMore
  return {
    tokens,
    next: hasOlder ? tokens.at(-1)?.id : undefined,
    previous: hasNewer ? tokens.at(0)?.id : undefined,
  }
}

function listStatement(environmentId: string, filter: TokenFilter, backwards: boolean) {
  const values: unknown[] = []
  const value = (of: unknown) => `$${values.push(of)}`
  const conditions = [`environment_id = ${value(environmentId)}`, `type = 'MANUAL'`, 'not is_hidden']
  if (filter.statuses.length > 0) {
    conditions.push(`(${filter.statuses.map((status) => STATUS_CONDITIONS[status]).join(' or ')})`)
  }
  if (filter.idempotencyKey !== undefined) {
    const key = value(filter.idempotencyKey)
    conditions.push(`(idempotency_key = ${key} or inactive_idempotency_key = ${key})`)
  }
  if (filter.tags.length > 0) conditions.push(`tags && ${value(filter.tags)}::text[]`)
  if (filter.from) conditions.push(`created_at >= ${value(filter.from)}`)
  if (filter.to) conditions.push(`created_at <= ${value(filter.to)}`)
  if (filter.before !== undefined) conditions.push(`id > ${value(filter.before)}`)
  else if (filter.after !== undefined) conditions.push(`id < ${value(filter.after)}`)
  const order = backwards ? 'asc' : 'desc'
  const text = `select * from waitpoints where ${conditions.join(' and ')} order by id ${order} limit ${filter.size + 1}`
  return { text, values }
}
