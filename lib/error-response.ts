import 'server-only'
import { HTTP_STATUS, toAppError } from './errors'
import { jsonResponse } from './json-response'
import { logError } from './log-error'

/** Any error as the JSON that getJson understands, logged once. */
export async function errorResponse(thrown: unknown, request: Request): Promise<Response> {
  const error = toAppError(thrown)
  logError(error, { method: request.method, path: new URL(request.url).pathname })
  const { code, message, id, fieldErrors } = error
  return jsonResponse(
    { code, message, errorId: id, ...(fieldErrors && { fieldErrors }) },
    {
      status: HTTP_STATUS[code],
      request,
    },
  )
}
