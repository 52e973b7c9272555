import type { z } from 'zod'
import { ApiError } from './api-error'
import { zod3Issues } from './zod3-issues'

/** The query string as its schema has it; one that the schema refuses is told so as a real server does. */
export function parseQuery<S extends z.ZodType>(schema: S, input: Record<string, string>): z.output<S> {
  const query = schema.safeParse(input)
  if (query.success) return query.data
  throw new ApiError(400, 'Query Error', { body: { details: zod3Issues(query.error.issues, input) } })
}
