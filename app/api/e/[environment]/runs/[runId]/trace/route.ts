import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { getRunTrace } from '@/lib/runs/trace/queries'

const Params = z.object({ environment: z.string(), runId: z.string() })

export const GET = apiRoute({ permission: 'runs:read', params: Params }, ({ params }) =>
  getRunTrace(params.environment, params.runId),
)
