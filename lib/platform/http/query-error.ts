import type { z } from 'zod'
import { ApiError } from './api-error'
import { zod3Issues } from './zod3-issues'

/** The 400 of a real server for a query string that its schema refuses. */
export function queryError(error: z.ZodError, input: unknown): ApiError {
  return new ApiError(400, 'Query Error', { body: { details: zod3Issues(error.issues, input) } })
}
