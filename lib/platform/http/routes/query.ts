import { QueryExecuteRequestBody } from '@trigger.dev/core/v3'
import { Hono } from 'hono'
import { presentDashboards } from '../../query/dashboards'
import { presentSchema } from '../../query/present-schema'
import { queriedTable } from '../../query/queried-table'
import { QueryError } from '../../query/query-error'
import { QueryGate } from '../../query/query-gate'
import { runQuery } from '../../query/run-query'
import { ApiError } from '../api-error'
import { authenticate, requireScope } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

/** Runs have the rest of the database's connections for themselves. */
const QUERIES_AT_ONCE = 3

/** Questions about runs in TRQL. */
export function queryRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()
  const gate = new QueryGate(QUERIES_AT_ONCE)

  routes.post('/api/v1/query', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    const body = await readBody(c, QueryExecuteRequestBody)
    const table = queriedTable(body.query)
    requireScope(caller, 'read', [{ type: 'query', ...(table !== null && { id: table }) }])
    const result = await runQuery(deps, gate, body, new Date()).catch((error: Error) => {
      throw error instanceof QueryError ? new ApiError(400, error.message) : error
    })
    return c.json(result)
  })

  routes.get('/api/v1/query/schema', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    requireScope(caller, 'read', [{ type: 'query', id: 'schema' }])
    return c.json(presentSchema())
  })

  routes.get('/api/v1/query/dashboards', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    requireScope(caller, 'read', [{ type: 'query', id: 'dashboards' }])
    return c.json(presentDashboards())
  })

  return routes
}
