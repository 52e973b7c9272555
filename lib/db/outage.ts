/** Network failures of Node, Postgres shutting down or starting up (57P0x), and its connection errors (08xxx). */
const OUTAGE = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|57P0[123]|08\d{3}|53300)$/

/** Whether the database could not be reached, as opposed to having refused something. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && OUTAGE.test(String(error.code))) return true
  return (
    /connection terminated|timeout exceeded when trying to connect/i.test(error.message) ||
    isDatabaseOutage(error.cause)
  )
}
