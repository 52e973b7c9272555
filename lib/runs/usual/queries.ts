import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { findEnvironment } from '@/lib/environments'
import { LARGEST_PAGE, readRunPage } from '../read-run-page'
import { EMPTY_RUN_FILTER } from '../run-filter'
import { UsualCache } from './usual-cache'
import type { UsualDurations } from './usual-duration'
import { usualDurationOf } from './usual-duration-of'

const cache = new UsualCache({
  read: async (environment, taskId) => {
    const filter = { ...EMPTY_RUN_FILTER, task: [taskId], status: ['COMPLETED' as const] }
    return usualDurationOf((await readRunPage(environment, filter, { cursor: null, size: LARGEST_PAGE })).runs)
  },
})

/** How long the last completed runs of these tasks took. A task whose runs cannot be read is left out, like a rare one. */
export async function usualDurations(environment: string, taskIds: readonly string[]): Promise<UsualDurations> {
  await requireUser('runs:read')
  const { name } = findEnvironment(environment)
  const read = await Promise.allSettled(taskIds.map((taskId) => cache.get(name, taskId)))
  const found = read.flatMap((result, index) => {
    const taskId = taskIds[index]
    return taskId !== undefined && result.status === 'fulfilled' && result.value
      ? [[taskId, result.value] as const]
      : []
  })
  return Object.fromEntries(found)
}
