/** Where something stands in a query: lines from 1, columns from 0, as a real server counts them. */
export interface Position {
  line: number
  column: number
}

/** The query cannot be run, and the caller is told why. */
export class QueryError extends Error {}

export function syntaxError(at: Position, what: string): QueryError {
  return new QueryError(`Syntax error at line ${at.line}:${at.column}: ${what}`)
}

export function errorAt(at: Position, what: string): QueryError {
  return new QueryError(`${what} (line ${at.line}:${at.column})`)
}
