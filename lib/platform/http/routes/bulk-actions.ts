import { CreateBulkActionRequestBody } from '@trigger.dev/core/v3'
import { BulkActionId } from '@trigger.dev/core/v3/isomorphic'
import { Hono } from 'hono'
import { z } from 'zod'
import { abortBulkAction } from '../../bulk/abort-bulk-action'
import { createBulkAction } from '../../bulk/create-bulk-action'
import { listBulkActions } from '../../bulk/list-bulk-actions'
import { loadBulkAction } from '../../bulk/load-bulk-action'
import { presentBulkAction } from '../../bulk/present-bulk-action'
import { decodeCursor } from '../../runs/run-cursor'
import { ApiError } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { parseQuery } from '../parse-query'
import { readBody } from '../read-body'

const Page = z
  .object({
    'page[size]': z.coerce.number().int().min(1).max(100).default(25),
    'page[after]': z.string().optional(),
    'page[before]': z.string().optional(),
  })
  .refine((page) => !page['page[after]'] || !page['page[before]'], {
    message: 'Only one of page[after] or page[before] can be provided',
  })

/** One change of many runs, done in the background. */
export function bulkActionRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.post('/api/v1/bulk-actions', async (c) => {
    await authenticate(deps, c.req.raw)
    const action = await createBulkAction(deps, await readBody(c, CreateBulkActionRequestBody), new Date())
    return c.json({ id: BulkActionId.toFriendlyId(action.id) }, 202)
  })

  routes.get('/api/v1/bulk-actions', async (c) => {
    await authenticate(deps, c.req.raw)
    const page = parseQuery(Page, c.req.query())
    const { actions, next, previous } = await listBulkActions(deps.pool, deps.environment.id, {
      size: page['page[size]'],
      after: decodeCursor(page['page[after]']),
      before: decodeCursor(page['page[before]']),
    })
    return c.json({ data: actions.map(presentBulkAction), pagination: { next, previous } })
  })

  routes.get('/api/v1/bulk-actions/:id', async (c) => {
    await authenticate(deps, c.req.raw)
    const action = await loadBulkAction(deps.pool, deps.environment.id, c.req.param('id'))
    if (!action) throw new ApiError(404, 'Not found', { headers: { 'x-should-retry': 'false' } })
    return c.json(presentBulkAction(action))
  })

  routes.post('/api/v1/bulk-actions/:id/abort', async (c) => {
    await authenticate(deps, c.req.raw)
    const action = await loadBulkAction(deps.pool, deps.environment.id, c.req.param('id'))
    if (!action) throw new ApiError(404, 'Resource not found')
    const id = BulkActionId.toFriendlyId(action.id)
    if (await abortBulkAction(deps, action.id, new Date())) return c.json({ id })
    const word = action.status === 'ABORTED' ? 'aborted' : 'completed'
    // The SDK repeats after a 409, but over is over.
    throw new ApiError(409, `Bulk action group already ${word}: ${id}`, { headers: { 'x-should-retry': 'false' } })
  })

  return routes
}
