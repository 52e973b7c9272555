/** The realtime client's errors carry the HTTP status of the answer that ended the subscription. */
export function isUnauthorized(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 401
}
