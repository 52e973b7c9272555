import { AppError } from './errors'
import { refusalOf } from './refusal-of'

/** What both kinds of zod schema can do; the browser's are zod/mini. */
type Schema<T> = { safeParse: (value: unknown) => { success: true; data: T } | { success: false; error: unknown } }

/**
 * Reads one of the app's own GET routes. The schema makes the value what it was on the server (real dates); a refusal
 * comes back as the AppError that the server threw, with its id. An abort is rethrown as it is. The schema's code comes
 * beside the answer, because the first view of a page is drawn from what the server has sent with it.
 */
export async function getJson<T>(
  url: string,
  loadSchema: () => Promise<Schema<T>>,
  options: { signal?: AbortSignal } = {},
): Promise<T> {
  const [response, schema] = await Promise.all([
    request(url, options.signal),
    loadSchema().catch((cause) => Promise.reject(unreachable(cause))),
  ])
  const body = await bodyOf(response, options.signal)
  if (!response.ok) throw refusalOf(response, body)
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new AppError(
    'unexpected',
    'The server answered in a form this page does not know. Reload it to get the newest version.',
    { cause: parsed.error },
  )
}

async function request(url: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(url, { headers: { Accept: 'application/json' }, ...(signal && { signal }) })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw unreachable(cause)
  }
}

function unreachable(cause: unknown): AppError {
  return new AppError('unavailable', 'Signalbox cannot be reached. Check the network; the page retries by itself.', {
    cause,
  })
}

/** Nothing where the body is no JSON; an abort while it was being read stays an abort. */
async function bodyOf(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await response.json()
  } catch (cause) {
    if (signal?.aborted) throw cause
    return undefined
  }
}
