import fc from 'fast-check'
import type { Hono } from 'hono'
import { nastyText, nastyValue, spoiled } from './fuzz-values'

export interface FuzzRoute {
  method: string
  path: string
}

export interface FuzzRequest {
  method: string
  path: string
  token: string
  headers: Record<string, string>
  body: string | undefined
}

const METHODS_WITHOUT_BODY = ['GET', 'HEAD']

/** Every endpoint there is, read off the router: a new one is fuzzed without being told of. */
export function routesOf(app: Hono): FuzzRoute[] {
  const seen = new Map<string, FuzzRoute>()
  for (const { method, path } of app.routes) {
    if (path === '*' || path === '/*') continue
    const methods = method === 'ALL' ? ['GET', 'POST', 'DELETE'] : [method]
    for (const one of methods) seen.set(`${one} ${path}`, { method: one, path })
  }
  return [...seen.values()]
}

export interface Known {
  /** Ids and names that exist, so that requests get past the first look-up. */
  ids: string[]
  tokens: string[]
  queryNames: string[]
}

function segment(known: Known): fc.Arbitrary<string> {
  const existing = fc.constantFrom(...known.ids).map(encodeURIComponent)
  return fc.oneof({ weight: 3, arbitrary: existing }, { weight: 2, arbitrary: nastyText })
}

function pathsOf(route: FuzzRoute, known: Known): fc.Arbitrary<string> {
  const parts = route.path.split('/').map((part) => {
    if (part === '*') return fc.array(segment(known), { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))
    return part.startsWith(':') ? segment(known) : fc.constant(part)
  })
  return fc.tuple(...parts).map((segments) => segments.join('/'))
}

function queriesOf(known: Known): fc.Arbitrary<string> {
  const value = fc.oneof(nastyText, fc.constantFrom('1', 'true', 'COMPLETED', '7d', '-1', '25', 'json', '2026-11-22'))
  const pair = fc.tuple(fc.constantFrom(...known.queryNames), value).map(([name, text]) => `${name}=${text}`)
  const many = fc.array(pair, { maxLength: 4 }).map((pairs) => (pairs.length > 0 ? `?${pairs.join('&')}` : ''))
  return fc.oneof({ weight: 4, arbitrary: many }, { weight: 1, arbitrary: nastyText.map((text) => `?${text}`) })
}

const HEADERS = ['content-type', 'content-encoding', 'x-trigger-api-version', 'traceparent', 'last-event-id', 'accept']
const MORE_HEADERS = ['idempotency-key', 'x-trigger-request-idempotency-key', 'x-trigger-worker', 'timeout-seconds']
const HEADER_VALUES = [
  'text/plain',
  'application/x-ndjson',
  '',
  '0',
  '-1',
  '1e999',
  '00-zz-zz-01',
  'ÿþ',
  '%00',
  'x'.repeat(2_000),
]

const headersOf = fc.dictionary(fc.constantFrom(...HEADERS, ...MORE_HEADERS), fc.constantFrom(...HEADER_VALUES), {
  maxKeys: 2,
})

/** Bodies: what the endpoint takes, spoiled in one place; other JSON; several lines of it; bytes that are none. */
function bodiesOf(valid: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const spoiledBody = fc.tuple(valid, fc.nat(), nastyValue).map(([value, where, nasty]) => spoiled(value, where, nasty))
  const json = fc.oneof({ weight: 2, arbitrary: valid }, { weight: 6, arbitrary: spoiledBody }, nastyValue)
  const text = json.map((value) => JSON.stringify(value) ?? '')
  return fc.oneof(
    { weight: 8, arbitrary: text },
    { weight: 1, arbitrary: fc.array(text, { maxLength: 4 }).map((lines) => lines.join('\n')) },
    { weight: 1, arbitrary: text.map((line) => line.slice(0, Math.floor(line.length / 2))) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '[', '[['.repeat(20_000), '{"a":'.repeat(20_000), '"\\ud800"', '1e999'),
    },
  )
}

/** Requests to the route that are almost right. */
export function requestsTo(route: FuzzRoute, known: Known, valid: fc.Arbitrary<unknown>): fc.Arbitrary<FuzzRequest> {
  const hasBody = !METHODS_WITHOUT_BODY.includes(route.method)
  return fc.record({
    method: fc.constant(route.method),
    path: fc.tuple(pathsOf(route, known), queriesOf(known)).map(([path, query]) => `${path}${query}`),
    // Most requests are let in, else only the door is tested.
    token: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...known.tokens.slice(0, 2)) },
      { weight: 1, arbitrary: fc.constantFrom(...known.tokens) },
    ),
    headers: headersOf,
    body: hasBody ? bodiesOf(valid) : fc.constant(undefined),
  })
}
