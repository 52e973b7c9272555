import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { listRunViews } from '@/lib/runs/views/queries'

const Params = z.object({ environment: z.string() })

export const GET = apiRoute({ permission: 'runs:read', params: Params }, async ({ params }) =>
  listRunViews(params.environment),
)
