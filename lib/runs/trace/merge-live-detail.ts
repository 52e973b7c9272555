import { newerRun } from '../merge-live-runs'
import type { RunDetail, RunRow } from '../run'

/** What was read, with the newer of its row and the feed's laid over it. */
export function mergeLiveDetail(detail: RunDetail, live: RunRow | undefined): RunDetail {
  const row = newerRun(detail, live)
  return row === detail ? detail : { ...detail, ...row }
}
