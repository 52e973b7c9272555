import 'server-only'

/**
 * JSON that no cache keeps. It is not compressed here: Next drops the content-encoding of route handlers, so a gzipped
 * body would arrive unreadable. The answers are pages of bounded size; a reverse proxy may compress them.
 */
export function jsonResponse(body: unknown, status = 200): Response {
  return Response.json(body ?? null, { status, headers: { 'Cache-Control': 'private, no-store' } })
}
