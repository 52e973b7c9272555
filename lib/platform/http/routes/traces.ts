import { type Context, Hono } from 'hono'
import { requireRunScope } from '../../realtime/require-run-scope'
import { loadRun } from '../../runs/load-run'
import type { RunRecord } from '../../runs/run-record'
import { loadRunFamily, loadTraceRow, loadTraces } from '../../traces/load-trace'
import { presentEvents, presentSpan, presentTrace } from '../../traces/present-trace'
import { ApiError, notFoundYet } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'

type TraceDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'secretKey' | 'accessToken'>

export function traceRoutes(deps: TraceDeps): Hono {
  return new Hono()
    .get('/api/v1/runs/:runId/trace', async (c) => {
      const run = await readableRun(deps, c)
      const family = await loadRunFamily(deps.pool, run.id)
      const loaded = await loadTraces(deps.pool, family.runs)
      const trace = presentTrace({ ...loaded, isTruncated: loaded.isTruncated || family.isTruncated })
      if (!trace) throw notFoundYet()
      return c.json(trace)
    })
    .get('/api/v1/runs/:runId/events', async (c) => {
      const run = await readableRun(deps, c)
      const { traces } = await loadTraces(deps.pool, [run])
      return c.json(presentEvents(traces.flatMap(({ rows }) => rows)))
    })
    .get('/api/v1/runs/:runId/spans/:spanId', async (c) => {
      const run = await readableRun(deps, c)
      const row = await loadTraceRow(deps.pool, run, c.req.param('spanId'))
      if (!row) throw new ApiError(404, 'Span not found')
      return c.json(presentSpan(row))
    })
}

async function readableRun(deps: TraceDeps, c: Context): Promise<RunRecord> {
  const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
  const run = await loadRun(deps.pool, deps.environment.id, c.req.param('runId') ?? '')
  if (!run) throw notFoundYet()
  requireRunScope(caller, run)
  return run
}
