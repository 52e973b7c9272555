import 'server-only'
import { HTTP_STATUS, toAppError } from './errors'
import { jsonResponse } from './json-response'
import { logError } from './log-error'

/** Any error as the JSON that getJson understands, logged once. */
export function errorResponse(thrown: unknown, request: Request): Response {
  const error = toAppError(thrown)
  logError(error, { method: request.method, path: new URL(request.url).pathname })
  const { code, message, id, fieldErrors } = error
  return jsonResponse({ code, message, errorId: id, ...(fieldErrors && { fieldErrors }) }, HTTP_STATUS[code])
}
