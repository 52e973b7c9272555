import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type DecodedTelemetry, decodeLogs, decodeTraces } from '../../traces/decode-otlp'
import { TelemetryBuffer } from '../../traces/telemetry-buffer'
import { ApiError } from '../api-error'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

/** Batching exporters send up to 512 spans at once. */
const MAX_EXPORT_BYTES = 16 * 1024 * 1024

const LOOPBACK: readonly string[] = ['127.0.0.1', '::1', '::ffff:127.0.0.1']

/**
 * Where the workers' OpenTelemetry exporters send spans and logs, as OTLP/JSON. They carry no Authorization header, so
 * only this machine is heard, and no web page: its browser would have to ask before it may send JSON here.
 */
export function otelRoutes(deps: Pick<PlatformDeps, 'pool' | 'log' | 'stopping'>): Hono {
  const buffer = new TelemetryBuffer(deps.pool, deps.log)
  deps.stopping.addEventListener('abort', () => void buffer.stop(), { once: true })

  const accept = async (c: Context, decode: (body: unknown) => DecodedTelemetry | null, rejectedKey: string) => {
    requireLocalJson(c)
    const telemetry = decode(await readBody(c, z.unknown(), { maxBytes: MAX_EXPORT_BYTES }))
    if (!telemetry) throw new ApiError(400, 'Not an OTLP/JSON export')
    buffer.add(telemetry.rows)
    return c.json(telemetry.rejected > 0 ? { partialSuccess: { [rejectedKey]: telemetry.rejected } } : {})
  }

  return new Hono()
    .post('/otel/v1/traces', (c) => accept(c, decodeTraces, 'rejectedSpans'))
    .post('/otel/v1/logs', (c) => accept(c, decodeLogs, 'rejectedLogRecords'))
    .post('/otel/v1/metrics', async (c) => {
      requireLocalJson(c)
      // Nothing shows metrics; exporters that are refused would retry and complain in the worker's log.
      await c.req.raw.body?.cancel()
      return c.json({})
    })
}

function requireLocalJson(c: Context): void {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  const remote = incoming?.socket?.remoteAddress
  if (remote !== undefined && !LOOPBACK.includes(remote))
    throw new ApiError(403, 'Telemetry is taken from this machine only')
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) throw new ApiError(415, 'Send OTLP as JSON')
  if (c.req.header('content-encoding')) throw new ApiError(415, 'Send OTLP uncompressed')
}
