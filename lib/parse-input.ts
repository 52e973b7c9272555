import type { z } from 'zod'
import { AppError } from './errors'
import { fieldErrorsOf } from './field-errors'

/** The input in the shape that the schema promises, or bad_input with what is wrong in each field. */
export function parseInput<I>(schema: z.ZodType<I>, input: unknown): I {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError('bad_input', 'Some of what was sent is not valid. Nothing was changed.', {
    fieldErrors: fieldErrorsOf(parsed.error),
  })
}
