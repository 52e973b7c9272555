import type { Context, Hono } from 'hono'
import { TrieRouter } from 'hono/router/trie-router'

/** Paths whose GET a real server answers like a page it cannot make, instead of with 405. */
const NOT_EVEN_A_PAGE = [
  /^\/api\/v1\/auth\/(jwt\/claims|public-tokens)$/,
  /^\/api\/v1\/projects\/[^/]+\/([^/]+\/jwt|background-workers|envvars\/[^/]+\/import)$/,
  /^\/api\/v1\/runs\/[^/]+\/(tags|reschedule)$/,
  /^\/api\/v2\/runs\/[^/]+\/cancel$/,
  /^\/api\/v1\/schedules\/[^/]+\/(de)?activate$/,
  /^\/api\/v1\/waitpoints\/tokens\/[^/]+\/callback\/[^/]+$/,
  /^\/api\/v2\/packets\//,
]
const ANY = 'ANY'

/** Answers a call to a known path with a method it does not have; null when the path is not known at all. */
export function createWrongMethodAnswer(router: Hono): (c: Context) => Response | null {
  const methodsOf = new TrieRouter<string>()
  for (const { method, path } of router.routes) if (method !== 'ALL') methodsOf.add(ANY, path, method)
  return (c) => {
    const known = methodsOf.match(ANY, c.req.path)[0].map(([method]) => method)
    if (known.length === 0) return null
    const looks = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (looks && NOT_EVEN_A_PAGE.some((path) => path.test(c.req.path))) {
      return c.json({ message: 'Unexpected Server Error' }, 400)
    }
    return c.body(null, 405, { allow: [...new Set(known)].join(', ') })
  }
}
