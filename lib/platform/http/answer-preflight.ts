import type { MiddlewareHandler } from 'hono'

/** A browser that asks what it may send gets 200 and {} from a real server, where others answer 204. */
export const answerPreflight: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.req.method !== 'OPTIONS' || c.res.status !== 204) return
  const headers = new Headers(c.res.headers)
  headers.set('content-type', 'application/json; charset=utf-8')
  c.res = new Response('{}', { status: 200, headers })
}
