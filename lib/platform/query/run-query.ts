import type { QueryExecuteRequestBody } from '@trigger.dev/core/v3'
import type { Pool } from 'pg'
import { inTransaction } from '../db/in-transaction'
import { compileQuery } from './compile-query'
import { parseQuery } from './parse-query'
import { csvOf, type QueryRow, rowsOf } from './present-rows'
import { QueryError } from './query-error'
import type { QueryGate } from './query-gate'
import { timeRange } from './time-range'

const TIMEOUT_MS = 10_000
/** Enough to group a day by minutes without sorting it first. */
const GROUPING_MEMORY = `set local work_mem = '32MB'`
const TIMED_OUT = '57014'

type QueryResult = { format: 'json'; results: QueryRow[] } | { format: 'csv'; results: string }

interface QueryDeps {
  pool: Pool
  environment: { id: string }
}

/** Answers a query in TRQL. Throws a QueryError that says what is wrong with it, and where. */
export async function runQuery(
  deps: QueryDeps,
  gate: QueryGate,
  request: QueryExecuteRequestBody,
  now: Date,
): Promise<QueryResult> {
  const query = parseQuery(request.query)
  const { text, values, columns } = compileQuery(query, deps.environment.id, timeRange(request, now))
  const rows = await gate.run(() => readRows(deps.pool, text, values))
  const results = rowsOf(rows, columns)
  if (request.format === 'json') return { format: 'json', results }
  return { format: 'csv', results: csvOf(results, columns) }
}

async function readRows(pool: Pool, text: string, values: unknown[]): Promise<unknown[][]> {
  try {
    return await inTransaction(pool, async (client) => {
      await client.query(`set transaction read only; set local statement_timeout = ${TIMEOUT_MS}; ${GROUPING_MEMORY}`)
      return (await client.query<unknown[]>({ text, values, rowMode: 'array' })).rows
    })
  } catch (error) {
    throw explained(error as Error & { code?: string })
  }
}

/** What only the data can tell: a time out of range, a pattern that is none, a query that takes too long. */
function explained(error: Error & { code?: string }): Error {
  if (error.code === TIMED_OUT) return new QueryError(`The query took more than ${TIMEOUT_MS / 1000} s`)
  if (error.code?.startsWith('22') || error.code?.startsWith('54')) return new QueryError(error.message)
  return error
}
