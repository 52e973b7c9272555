import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { usualDurations } from '@/lib/runs/usual/queries'
import { MAX_USUAL_TASKS } from '@/lib/runs/usual/usual-limits'

const Params = z.object({ environment: z.string() })
const TaskId = z.string().min(1).max(200)
const Query = z.object({
  task: z
    .union([TaskId, z.array(TaskId)])
    .transform((task) => [...new Set([task].flat())])
    .pipe(z.array(TaskId).max(MAX_USUAL_TASKS)),
})

/** How long runs of each `task` usually take; tasks with too few runs are left out. */
export const GET = apiRoute({ permission: 'runs:read', params: Params, query: Query }, async ({ params, query }) =>
  usualDurations(params.environment, query.task),
)
