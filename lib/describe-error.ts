type ErrorDescription = { type: string; message: string; code?: string; stack?: string; cause?: ErrorDescription }

const MAX_DEPTH = 4

/**
 * An error as it may be logged. Only named fields: SDK errors carry whole response bodies, Postgres errors the values of
 * a row, and drizzle puts the parameters of the query into its message.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: 'a value that is not an error was thrown' }
  const isQueryError = 'query' in error && 'params' in error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    type: error.name,
    message: isQueryError ? `query failed: ${String(error.query)}` : error.message,
    ...(code && { code }),
    // The first line of a stack repeats the message.
    ...(error.stack && { stack: isQueryError ? error.stack.replace(error.message, '') : error.stack }),
    ...(error.cause !== undefined && depth < MAX_DEPTH && { cause: describeError(error.cause, depth + 1) }),
  }
}
