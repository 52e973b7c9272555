import { type ErrorCode, type FieldErrors, HTTP_STATUS } from './errors'

export type ErrorBody = { code: ErrorCode; message: string; errorId: string; fieldErrors?: FieldErrors }

/** Whether something is what errorResponse sends. Checked by hand: it is needed before any schema has come. */
export function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== 'object' || body === null) return false
  const { code, message, errorId, fieldErrors } = body as Partial<Record<keyof ErrorBody, unknown>>
  return (
    typeof code === 'string' &&
    Object.hasOwn(HTTP_STATUS, code) &&
    typeof message === 'string' &&
    typeof errorId === 'string' &&
    (fieldErrors === undefined || isFieldErrors(fieldErrors))
  )
}

function isFieldErrors(value: unknown): value is FieldErrors {
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).every((texts) => Array.isArray(texts) && texts.every((text) => typeof text === 'string'))
}
