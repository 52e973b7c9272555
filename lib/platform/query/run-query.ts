import type { QueryExecuteRequestBody } from '@trigger.dev/core/v3'
import type { Pool } from 'pg'
import { compileQuery } from './compile-query'
import { parseQuery } from './parse-query'
import { csvOf, type QueryRow, rowsOf } from './present-rows'
import type { QueryGate } from './query-gate'
import { readRows } from './read-rows'
import { timeRange } from './time-range'

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
  const compiled = compileQuery(query, deps.environment.id, timeRange(request, now))
  const rows = await gate.run(() => readRows(deps.pool, compiled))
  const results = rowsOf(rows, compiled.columns)
  if (request.format === 'json') return { format: 'json', results }
  return { format: 'csv', results: csvOf(results, compiled.columns) }
}
