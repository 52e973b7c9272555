import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { findLastGoodRun } from '@/lib/runs/trace/find-last-good-run'

const Params = z.object({ environment: z.string(), runId: z.string() })

export const GET = apiRoute({ permission: 'runs:read', params: Params }, ({ params }) =>
  findLastGoodRun(params.environment, params.runId),
)
