import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { listTasks } from '@/lib/tasks/queries'

const Params = z.object({ environment: z.string() })

export const GET = apiRoute({ permission: 'tasks:read', params: Params }, async ({ params }) =>
  listTasks(params.environment),
)
