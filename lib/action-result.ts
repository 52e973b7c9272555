import type { AppError, ErrorCode, FieldErrors } from './errors'

export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: ErrorCode; message: string; errorId: string; fieldErrors?: FieldErrors }

export type FailedResult = Extract<ActionResult<never>, { ok: false }>

export function failedResult(error: AppError): FailedResult {
  return {
    ok: false,
    code: error.code,
    message: error.message,
    errorId: error.id,
    ...(error.fieldErrors && { fieldErrors: error.fieldErrors }),
  }
}
