import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { createRealtimeToken } from '@/lib/runs/create-realtime-token'

const Params = z.object({ environment: z.string() })

export const GET = apiRoute({ permission: 'runs:read', params: Params }, async ({ params }) =>
  createRealtimeToken(params.environment),
)
