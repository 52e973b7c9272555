import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** A failure the caller is told about, in the words and with the status a real server uses. */
export class ApiError extends Error {
  readonly status: ContentfulStatusCode
  readonly body: Record<string, unknown>
  readonly headers: Record<string, string>

  constructor(
    status: ContentfulStatusCode,
    error: string,
    options: { body?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(error)
    this.status = status
    this.body = { error, ...options.body }
    this.headers = options.headers ?? {}
  }

  toResponse(c: Context): Response {
    return c.json(this.body, this.status, this.headers)
  }
}

/** For reads of a run just made: a real server's replicas may lag, so its SDK is told to try again. */
export function notFoundYet(): ApiError {
  return new ApiError(404, 'Not found', { headers: { 'x-should-retry': 'true' } })
}
