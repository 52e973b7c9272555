import type { BulkAction } from '@/lib/runs/bulk/bulk-action'

const EVERY_MS = 1_000
const MOST_FAILURES = 10

interface FollowOptions {
  read: () => Promise<BulkAction>
  onProgress: (action: BulkAction) => void
  wait?: (ms: number) => Promise<unknown>
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Looks until the action is over; null when nothing could be read for so long that nobody waits any more. */
export async function followBulkAction({ read, onProgress, wait = sleep }: FollowOptions): Promise<BulkAction | null> {
  let failures = 0
  while (failures < MOST_FAILURES) {
    try {
      const action = await read()
      failures = 0
      onProgress(action)
      if (action.status !== 'PENDING') return action
    } catch {
      failures += 1
    }
    await wait(EVERY_MS * (1 + failures))
  }
  return null
}
