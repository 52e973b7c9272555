import type { z } from 'zod'
import type { FieldErrors } from './errors'

/** What is wrong with each field, keyed by its dotted path ('' is the input as a whole). */
export function fieldErrorsOf(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {}
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.')
    fields[path] = [...(fields[path] ?? []), issue.message]
  }
  return fields
}
