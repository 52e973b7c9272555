import 'server-only'
import { AppError } from '@/lib/errors'

const MAX_BYTES = 10 * 1024 * 1024
const TIMEOUT_MS = 10_000

/** Payloads and outputs over 128 KB live in an object store; the platform gives a signed address instead. */
export async function readStoredPacket(url: string): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch (cause) {
    throw new AppError('unavailable', 'The store that holds this run’s data cannot be reached.', { cause })
  }
  if (!response.ok)
    throw new AppError('unavailable', `The store that holds this run’s data answered ${response.status}.`)
  const text = await readAtMost(response, MAX_BYTES)
  return decodePacket(text, response.headers.get('content-type') ?? '')
}

/** super+json wraps the value and describes its special types beside it; the plain value is what people read. */
export function decodePacket(text: string, contentType: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text
  }
  if (!contentType.includes('super+json')) return value
  return typeof value === 'object' && value !== null && 'json' in value ? value.json : value
}

async function readAtMost(response: Response, limit: number): Promise<string> {
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ''
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > limit) throw new AppError('too_large', 'This run’s data is larger than 10 MB and is not shown here.')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
