import { randomUUID } from 'node:crypto'

/** What the SDK names a call by, the same when it sends it again; calls of others are all different. */
export function callId(request: Request): string {
  return request.headers.get('x-trigger-request-idempotency-key') ?? randomUUID()
}
