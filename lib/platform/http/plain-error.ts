import type { Context } from 'hono'
import { ApiError } from './api-error'

/** An ApiError that is told as bare text, as a real server's older stream routes do. */
export class PlainError extends ApiError {
  override toResponse(c: Context): Response {
    return c.text(this.message, this.status)
  }
}
