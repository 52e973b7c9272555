import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { getBulkAction } from '@/lib/runs/bulk/queries'

const Params = z.object({ environment: z.string(), bulkActionId: z.string().min(1).max(200) })

export const GET = apiRoute({ permission: 'runs:read', params: Params }, async ({ params }) =>
  getBulkAction(params.environment, params.bulkActionId),
)
