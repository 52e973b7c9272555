import { parseQuery } from './parse-query'
import { QueryError } from './query-error'

/** The table that the query reads; null when the query cannot be understood. A public token may be for one table only. */
export function queriedTable(text: string): string | null {
  try {
    return parseQuery(text).table.name
  } catch (error) {
    if (error instanceof QueryError) return null
    throw error
  }
}
