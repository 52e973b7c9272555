import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { getOverview } from '@/lib/overview/queries'

export const GET = apiRoute({ permission: 'runs:read', params: z.object({ environment: z.string() }) }, ({ params }) =>
  getOverview(params.environment),
)
