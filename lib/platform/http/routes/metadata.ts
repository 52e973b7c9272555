import { UpdateMetadataRequestBody } from '@trigger.dev/core/v3'
import { Hono } from 'hono'
import { loadRun } from '../../runs/load-run'
import type { RunRecord } from '../../runs/run-record'
import { MAX_METADATA_BYTES } from '../../runs/trigger-options'
import { flushMetadata } from '../../runs/update-metadata'
import { ApiError } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

/** Room for operations that replace values of the largest metadata a run can have. */
const MAX_METADATA_BODY_BYTES = 4 * MAX_METADATA_BYTES

/** Last words of a task may come late, but not as late as this. */
const OPEN_AFTER_END_MS = 60 * 60 * 1000

export function metadataRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.get('/api/v1/runs/:id/metadata', async (c) => {
    await authenticate(deps, c.req.raw)
    const run = await loadRun(deps.pool, deps.environment.id, c.req.param('id'))
    if (!run) throw new ApiError(404, 'Run not found')
    return c.json({ metadata: run.metadata, metadataType: run.metadata_type })
  })

  routes.put('/api/v1/runs/:id/metadata', async (c) => {
    await authenticate(deps, c.req.raw)
    const body = await readBody(c, UpdateMetadataRequestBody, { maxBytes: MAX_METADATA_BODY_BYTES })
    const run = await loadRun(deps.pool, deps.environment.id, c.req.param('id'))
    if (!run) throw new ApiError(404, 'Task Run not found')
    if (isLongOver(run, Date.now())) throw new ApiError(422, 'Cannot update metadata for a completed run')
    return c.json({ metadata: await flushMetadata(deps, run, body) })
  })

  return routes
}

function isLongOver(run: RunRecord, nowMs: number): boolean {
  return run.completed_at !== null && run.completed_at.getTime() <= nowMs - OPEN_AFTER_END_MS
}
