import { z } from 'zod'
import { AppError, type ErrorCode, HTTP_STATUS } from './errors'

const ERROR_CODES = Object.keys(HTTP_STATUS) as ErrorCode[]

const ErrorBody = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  errorId: z.string(),
  fieldErrors: z.record(z.string(), z.array(z.string())).optional(),
})

/**
 * Reads one of the app's own GET routes. The schema makes the value what it was on the server (real dates); a refusal
 * comes back as the AppError that the server threw, with its id. An abort is rethrown as it is.
 */
export async function getJson<T>(
  url: string,
  schema: z.ZodType<T>,
  options: { signal?: AbortSignal } = {},
): Promise<T> {
  const response = await request(url, options.signal)
  const body = await bodyOf(response, options.signal)
  if (!response.ok) throw errorOf(response, body)
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new AppError(
    'unexpected',
    'The server answered in a form this page does not know. Reload it to get the newest version.',
    {
      cause: parsed.error,
    },
  )
}

async function request(url: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(url, { headers: { Accept: 'application/json' }, ...(signal && { signal }) })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new AppError('unavailable', 'Signalbox cannot be reached. Check the network; the page retries by itself.', {
      cause,
    })
  }
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

function errorOf(response: Response, body: unknown): AppError {
  const parsed = ErrorBody.safeParse(body)
  if (!parsed.success) {
    const code = response.status >= 502 && response.status <= 504 ? 'unavailable' : 'unexpected'
    return new AppError(code, `The server answered ${response.status} without saying why.`)
  }
  const { code, message, errorId, fieldErrors } = parsed.data
  return new AppError(code, message, { id: errorId, ...(fieldErrors && { fieldErrors }) })
}
