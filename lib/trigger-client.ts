import 'server-only'
import { ApiError, TriggerClient } from '@trigger.dev/sdk'
import { findEnvironment } from './environments'
import { AppError, type ErrorCode } from './errors'

/** The SDK's own five attempts would keep a person waiting 15 s for a platform that is down. */
const RETRY = { maxAttempts: 2, minTimeoutInMs: 200, maxTimeoutInMs: 500, factor: 2, randomize: false }

/** Longer than the slowest honest answer (a long list), shorter than anyone waits. */
const TIMEOUT_MS = 8_000

const clients = new Map<string, TriggerClient>()

/** The SDK for one environment. Throws not_found for a name that is not configured. */
export function triggerClient(environment: string): TriggerClient {
  const { apiUrl, secretKey } = findEnvironment(environment)
  const known = clients.get(environment)
  if (known) return known
  const client = new TriggerClient({ baseURL: apiUrl, accessToken: secretKey, requestOptions: { retry: RETRY } })
  clients.set(environment, client)
  return client
}

/** Waits for an SDK call and turns its failure into ours: the only place that knows the SDK's errors. */
export async function callTrigger<T>(call: PromiseLike<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('timed_out', TEXTS.timed_out)), TIMEOUT_MS)
  })
  try {
    return await Promise.race([call, timeout])
  } catch (error) {
    throw error instanceof ApiError ? fromStatus(error.status, error, error.message) : error
  } finally {
    clearTimeout(timer)
  }
}

/** For endpoints that the SDK lacks. Resolves with the answer whatever its status; throws only when there was none. */
export async function triggerFetch(environment: string, path: string, init: RequestInit = {}): Promise<Response> {
  const { apiUrl, secretKey } = findEnvironment(environment)
  const headers = new Headers(init.headers)
  if (!headers.has('authorization')) headers.set('authorization', `Bearer ${secretKey}`)
  try {
    return await fetch(`${apiUrl}${path}`, {
      ...init,
      headers,
      cache: 'no-store',
      signal: init.signal ?? AbortSignal.timeout(TIMEOUT_MS),
    })
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    const code = cause instanceof DOMException && cause.name === 'TimeoutError' ? 'timed_out' : 'unavailable'
    throw new AppError(code, TEXTS[code], { cause })
  }
}

/** The error for an answer of triggerFetch that is not ok. */
export async function triggerResponseError(response: Response): Promise<AppError> {
  const body: unknown = await response.json().catch(() => undefined)
  const said = typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : ''
  return fromStatus(response.status, undefined, said)
}

const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'bad_input',
  401: 'unavailable',
  403: 'unavailable',
  404: 'not_found',
  408: 'timed_out',
  409: 'conflict',
  413: 'too_large',
  422: 'bad_input',
  429: 'rate_limited',
  504: 'timed_out',
}

const TEXTS = {
  unavailable: 'The Trigger.dev platform cannot be reached. Nothing was changed; try again when it is back.',
  timed_out: 'The Trigger.dev platform did not answer in time. Look at the run list before you try again.',
  not_found: 'The Trigger.dev platform does not know this.',
  too_large: 'This is larger than the Trigger.dev platform accepts.',
  rate_limited: 'The Trigger.dev platform is asked too often. Wait a moment and try again.',
} as const

const REFUSED_KEY = 'The Trigger.dev platform refuses the secret key of this app. Check TRIGGER_SECRET_KEY.'

function fromStatus(status: number | undefined, cause: unknown, said: string): AppError {
  if (status === undefined) return new AppError('unavailable', TEXTS.unavailable, { cause })
  // The platform refuses the app, not the person: signing in again would not help.
  if (status === 401 || status === 403) return new AppError('unavailable', REFUSED_KEY, { cause })
  const code = CODE_OF_STATUS[status] ?? (status >= 500 ? 'unavailable' : 'unexpected')
  const text = code in TEXTS ? TEXTS[code as keyof typeof TEXTS] : undefined
  return new AppError(code, text ?? (said.replace(/^\d{3} /, '') || `The platform answered ${status}.`), { cause })
}
