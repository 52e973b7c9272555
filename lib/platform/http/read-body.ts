import type { Context } from 'hono'
import type { z } from 'zod'
import { ApiError } from './api-error'
import { validationError } from './validation-error'
import { zod3Issues } from './zod3-issues'

/** What a real server takes for one trigger: its own limit on a payload, plus the envelope around it. */
export const MAX_BODY_BYTES = 3 * 1024 * 1024
/** Worker registrations carry task sources. */
export const MAX_REGISTRATION_BYTES = 64 * 1024 * 1024

type BodySchema = Pick<z.ZodType, 'safeParse'>
type Parsed<S extends BodySchema> = Extract<ReturnType<S['safeParse']>, { success: true }>['data']

/** The parsed body; whatever its content type says, because the CLI sends JSON as text/plain. */
export async function readBody<S extends BodySchema>(
  c: Context,
  schema: S,
  options: { maxBytes?: number; emptyIs?: unknown; refusal?: 'sentence' | 'issues' } = {},
): Promise<Parsed<S>> {
  const text = await readText(c.req.raw, options.maxBytes ?? MAX_BODY_BYTES)
  const input = text === '' && 'emptyIs' in options ? options.emptyIs : parseJson(text)
  const parsed = schema.safeParse(input)
  if (!parsed.success) {
    const issues = zod3Issues(parsed.error.issues, input)
    // Older routes of a real server answer with the bare issues.
    throw options.refusal === 'issues'
      ? new ApiError(400, 'Invalid request body', { body: { issues } })
      : validationError(issues)
  }
  return parsed.data as Parsed<S>
}

function parseJson(text: string): unknown {
  if (text === '') throw new ApiError(400, 'Request body is empty')
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(400, 'Invalid JSON')
  }
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  return (await readBytes(request, maxBytes)).toString('utf8')
}

/** The body as it came; stops reading, with 413, where the limit is passed. */
export async function readBytes(
  request: Request,
  maxBytes: number,
  refusal = 'Request body too large',
): Promise<Buffer> {
  const tooLarge = () => new ApiError(413, refusal)
  const declared = request.headers.get('content-length')
  if (Number(declared ?? 0) > maxBytes) throw tooLarge()
  // No more than what was declared can arrive, so it needs no counting and no stream, which costs more than the reading.
  if (declared !== null) return Buffer.from(await request.arrayBuffer())
  if (!request.body) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
