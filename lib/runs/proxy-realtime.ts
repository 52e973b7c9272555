import 'server-only'
import { AppError } from '@/lib/errors'
import { triggerFetch } from '@/lib/trigger-client'
import { WITHHELD_COLUMNS } from './withheld-columns'

const ALLOWED_PATHS = [
  /^realtime\/v1\/runs$/,
  /^realtime\/v1\/runs\/[\w-]+$/,
  /^realtime\/v1\/batches\/[\w-]+$/,
  /^realtime\/v1\/streams\/[\w-]+\/[^/]+$/,
]

const PUBLIC_TOKEN = /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/

const REQUEST_HEADERS = ['accept', 'authorization', 'last-event-id', 'timeout-seconds']
const RESPONSE_HEADERS = ['content-type', 'cache-control', 'retry-after', 'x-stream-version']

/** The realtime client gives up on a 4xx and tells us; on a 5xx it retries in silence and the page would claim to be live. */
const UPSTREAM_LOST = 424

/** Nobody reads it; without it every closed tab would be logged as an error. */
const HUNG_UP = 499

/**
 * Passes one realtime request on to the platform, so that it stays private and browsers need no CORS. The platform
 * judges the public token; our own secret key is never sent along, and neither are cookies.
 */
export async function proxyRealtime(environment: string, path: string, request: Request): Promise<Response> {
  if (!ALLOWED_PATHS.some((allowed) => allowed.test(path))) {
    throw new AppError('not_found', 'Only realtime feeds can be read through this address.')
  }
  if (!PUBLIC_TOKEN.test(request.headers.get('authorization') ?? '')) {
    throw new AppError('unauthenticated', 'A public token is needed to read a realtime feed.')
  }
  const upstream = await readUpstream(environment, upstreamAddress(path, new URL(request.url)), request)
  if (request.signal.aborted) return new Response(null, { status: HUNG_UP })
  if (upstream === null || upstream.status >= 500) {
    await upstream?.body?.cancel()
    return Response.json({ error: 'The Trigger.dev platform cannot be reached.' }, { status: UPSTREAM_LOST })
  }
  return new Response(upstream.body, { status: upstream.status, headers: answerHeaders(upstream.headers) })
}

/** Our tokens leave these columns out already; one that somebody got elsewhere may not. */
function upstreamAddress(path: string, { searchParams }: URL): string {
  const asked = searchParams.get('skipColumns')?.split(',') ?? []
  searchParams.set('skipColumns', [...new Set([...asked, ...WITHHELD_COLUMNS])].join(','))
  return `/${path}?${searchParams}`
}

/** Null when nobody answers. The signal of the request goes along: a closed tab frees the platform's long poll. */
async function readUpstream(environment: string, path: string, request: Request): Promise<Response | null> {
  const headers = new Headers()
  for (const [name, value] of request.headers) {
    if (REQUEST_HEADERS.includes(name) || name.startsWith('x-trigger-')) headers.set(name, value)
  }
  try {
    return await triggerFetch(environment, path, { headers, signal: request.signal })
  } catch (error) {
    if (request.signal.aborted) return null
    if (error instanceof AppError && (error.code === 'unavailable' || error.code === 'timed_out')) return null
    throw error
  }
}

/** fetch has already unpacked the body, so its encoding and length must not be repeated. */
function answerHeaders(upstream: Headers): Headers {
  const headers = new Headers({ 'cache-control': 'no-store' })
  for (const [name, value] of upstream) {
    if (RESPONSE_HEADERS.includes(name) || name.startsWith('electric-')) headers.set(name, value)
  }
  return headers
}
