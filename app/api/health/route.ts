import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { DEFAULT_ENVIRONMENT } from '@/lib/environments'
import { errorResponse } from '@/lib/error-response'
import { getHealth, getPublicHealth } from '@/lib/health/queries'
import { jsonResponse } from '@/lib/json-response'

const Query = z.object({ environment: z.string().default(DEFAULT_ENVIRONMENT) })

const details = apiRoute({ permission: 'health:read', query: Query }, ({ query }) => getHealth(query.environment))

/** Answers 200 while the app itself works, whatever is wrong behind it: a load balancer must not take it away. */
export async function GET(request: Request, context: { params: Promise<unknown> }): Promise<Response> {
  if (new URL(request.url).searchParams.has('details')) return details(request, context)
  try {
    return jsonResponse(await getPublicHealth())
  } catch (error) {
    return errorResponse(error, request)
  }
}
