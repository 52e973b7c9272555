import 'server-only'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const gzipAsync = promisify(gzip)

/** Below this the gzip header and the CPU cost more than the bytes they save. */
const GZIP_FROM_BYTES = 4_096

/** JSON that no cache keeps. Next compresses pages but never route handlers, so large answers are compressed here. */
export async function jsonResponse(body: unknown, options: { status?: number; request: Request }): Promise<Response> {
  const status = options.status ?? 200
  const headers = new Headers({
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'private, no-store',
    Vary: 'Accept-Encoding',
  })
  const bytes = Buffer.from(JSON.stringify(body ?? null))
  const compress = bytes.length >= GZIP_FROM_BYTES && acceptsGzip(options.request)
  if (!compress) return new Response(bytes, { status, headers })
  headers.set('Content-Encoding', 'gzip')
  return new Response(new Uint8Array(await gzipAsync(bytes)), { status, headers })
}

function acceptsGzip(request: Request): boolean {
  const accepted = request.headers.get('accept-encoding') ?? ''
  return accepted.split(',').some((part) => /^\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/.test(part))
}
