import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { getRunSpan } from '@/lib/runs/trace/queries'

const Params = z.object({ environment: z.string(), runId: z.string(), spanId: z.string() })

export const GET = apiRoute({ permission: 'runs:read', params: Params }, ({ params }) =>
  getRunSpan(params.environment, params.runId, params.spanId),
)
