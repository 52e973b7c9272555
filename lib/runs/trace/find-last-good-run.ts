import 'server-only'
import { listRuns } from '../queries'
import { EMPTY_RUN_FILTER } from '../run-filter'
import type { LastGoodRun } from './last-good-run'
import { getRunFacts } from './queries'

/** The newest run of the same task that completed and was created before this one; after it, when none was before. */
export async function findLastGoodRun(environment: string, runId: string): Promise<LastGoodRun> {
  const run = await getRunFacts(environment, runId)
  const good = { ...EMPTY_RUN_FILTER, task: [run.taskId], status: ['COMPLETED' as const] }
  const before = await listRuns(environment, { ...good, to: run.createdAt }, null)
  const isOther = (other: { id: string }) => other.id !== run.id
  const last = before.runs.find(isOther)
  if (last) return { taskId: run.taskId, run: last }
  const any = await listRuns(environment, good, null)
  return { taskId: run.taskId, run: any.runs.find(isOther) ?? null }
}
