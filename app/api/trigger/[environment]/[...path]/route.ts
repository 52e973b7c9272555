import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { proxyRealtime } from '@/lib/runs/proxy-realtime'

const Params = z.object({ environment: z.string(), path: z.array(z.string()) })

/** `baseURL` of the realtime hooks: the same origin as the page, for signed-in people with a public token. */
export const GET = apiRoute({ permission: 'runs:read', params: Params }, async ({ params, request }) =>
  proxyRealtime(params.environment, params.path.join('/'), request),
)
