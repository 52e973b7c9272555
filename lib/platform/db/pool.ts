import pg from 'pg'

const INT8_OID = 20

/**
 * bigint arrives as number: everything counted here stays far below 2^53. jit costs more than it saves on queries of
 * a few milliseconds.
 */
export function createPool(connectionString: string, options: { max?: number } = {}): pg.Pool {
  const types: pg.CustomTypesConfig = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === INT8_OID ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
  }
  return new pg.Pool({
    connectionString,
    max: options.max ?? 16,
    types,
    application_name: 'signalbox-platform',
    options: '-c jit=off -c statement_timeout=30000 -c timezone=UTC',
    connectionTimeoutMillis: 10_000,
  })
}
