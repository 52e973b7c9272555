import { toAppError } from '@/lib/errors'

const AT_ONCE = 8

export interface BulkResult<Outcome> {
  done: Outcome[]
  failed: { runId: string; message: string }[]
}

/** Runs one call per id, a few at a time; a failure of one does not stop the others. */
export async function forEachRun<Outcome>(
  runIds: string[],
  act: (runId: string) => Promise<Outcome>,
): Promise<BulkResult<Outcome>> {
  const result: BulkResult<Outcome> = { done: [], failed: [] }
  const waiting = [...new Set(runIds)]
  const work = async () => {
    for (let runId = waiting.shift(); runId !== undefined; runId = waiting.shift()) {
      try {
        result.done.push(await act(runId))
      } catch (error) {
        result.failed.push({ runId, message: toAppError(error).message })
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return result
}
