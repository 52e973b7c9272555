import type { CustomTypesConfig, Pool, PoolClient } from 'pg'
import { inTransaction } from '../db/in-transaction'
import type { CompiledQuery } from './compile-query'
import { QueryError } from './query-error'

export interface QueryLimits {
  timeoutMs: number
  /** Of all values together, as they come from the database. */
  resultBytes: number
}

const MEGABYTE = 1024 * 1024
const LIMITS: QueryLimits = { timeoutMs: 10_000, resultBytes: 32 * MEGABYTE }
/** Enough to group a day by minutes without sorting it first. */
const GROUPING_MEMORY = `set local work_mem = '32MB'`
const TIMED_OUT = '57014'

/** All rows of a query that may only read. There are not many, but outputs are large: too large a result is never here as a whole. */
export async function readRows(
  pool: Pool,
  { text, values }: Pick<CompiledQuery, 'text' | 'values'>,
  limits: QueryLimits = LIMITS,
): Promise<unknown[][]> {
  try {
    return await inTransaction(pool, async (client) => {
      await client.query(
        `set transaction read only; set local statement_timeout = ${limits.timeoutMs}; ${GROUPING_MEMORY}`,
      )
      const types = countingTypes(client, limits.resultBytes)
      return (await client.query<unknown[]>({ text, values, types, rowMode: 'array' })).rows
    })
  } catch (error) {
    throw explained(error as Error & { code?: string }, limits)
  }
}

/**
 * Counts what it reads; the value that is too much fails the query. A cursor would have the same effect, but Postgres
 * plans no parallel work for one. So the connection is given up instead: nothing else stops what is on its way.
 */
function countingTypes(client: PoolClient, maxBytes: number): CustomTypesConfig {
  let bytes = 0
  const getTypeParser = (oid: number) => {
    const parse = client.getTypeParser(oid)
    return (text: string) => {
      bytes += Buffer.byteLength(text)
      if (bytes <= maxBytes) return parse(text)
      void client.end()
      throw new QueryError(`The result is larger than ${maxBytes / MEGABYTE} MB. Ask for fewer rows or columns`)
    }
  }
  return { getTypeParser: getTypeParser as CustomTypesConfig['getTypeParser'] }
}

/** What only the data can tell: a time out of range, a pattern that is none, a query that takes too long. */
function explained(error: Error & { code?: string }, { timeoutMs }: QueryLimits): Error {
  if (error.code === TIMED_OUT) return new QueryError(`The query took more than ${timeoutMs / 1000} s`)
  if (error.code?.startsWith('22') || error.code?.startsWith('54')) return new QueryError(error.message)
  return error
}
