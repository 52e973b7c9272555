import { parseTraceparent } from '@trigger.dev/core/v3/isomorphic'
import type { PlatformDeps } from '../http/deps'
import { loadRun } from './load-run'
import type { NewRun } from './new-run'

/**
 * Where the call came from: its parent, whose trace and family it joins, and the id that makes a repeated request the
 * same request. Only a worker's traceparent counts: any other belongs to the caller's own telemetry.
 */
export async function withTriggerContext(
  deps: Pick<PlatformDeps, 'pool' | 'environment'>,
  run: NewRun,
  headers: Headers,
  parentRunId: string | undefined,
): Promise<NewRun> {
  const traceparent = headers.get('traceparent') ?? undefined
  const fromWorker = headers.get('x-trigger-worker') === 'true'
  const trace = fromWorker ? parseTraceparent(traceparent) : undefined
  const parent = parentRunId ? await loadRun(deps.pool, deps.environment.id, parentRunId) : null
  return {
    ...run,
    requestIdempotencyKey: headers.get('x-trigger-request-idempotency-key'),
    realtimeStreamsVersion: headers.get('x-trigger-realtime-streams-version') ?? 'v1',
    ...(trace && { traceId: trace.traceId, traceContext: { traceparent } }),
    ...(parent && {
      traceId: trace?.traceId ?? parent.trace_id,
      traceContext: { traceparent: traceparent ?? `00-${parent.trace_id}-${parent.span_id}-01` },
      parentId: parent.id,
      rootId: parent.root_id ?? parent.id,
      depth: parent.depth + 1,
    }),
  }
}
