import { isErrorBody } from './error-body'
import { AppError } from './errors'

/** What the server has thrown, with its id; of an answer that does not say, what its status says. */
export function refusalOf({ status }: { status: number }, body: unknown): AppError {
  if (!isErrorBody(body)) {
    const code = status >= 502 && status <= 504 ? 'unavailable' : 'unexpected'
    return new AppError(code, `The server answered ${status} without saying why.`)
  }
  const { code, message, errorId, fieldErrors } = body
  return new AppError(code, message, { id: errorId, ...(fieldErrors && { fieldErrors }) })
}
