import { formatDuration } from '@/lib/format/duration'
import { isFinished } from '../run'
import { canonicalStatus } from '../run-status'
import { type AttemptWindow, finishMs } from './attempt-windows'
import type { TimelineRow, TimelineRun } from './timeline'
import type { TraceItem } from './trace'

type Draft = Omit<TimelineRow, 'depth' | 'childCount'>

/** Shorter pauses between two attempts are the worker's own work, not a retry delay. */
const SHORTEST_RETRY_WAIT_MS = 100

/** Time before the work: the delay that was asked for, then the queue. */
export function queueRows(run: TimelineRun, rootId: string): Draft[] {
  const created = run.createdAt.getTime()
  const begun = run.startedAt?.getTime() ?? finishMs(run)
  const rows: Draft[] = []
  let queuedFrom = created
  if (run.delayedUntil && run.delayedUntil.getTime() > created) {
    const until = Math.min(run.delayedUntil.getTime(), begun ?? Number.POSITIVE_INFINITY)
    rows.push(dashedRow(`${rootId}:delay`, rootId, run.id, 'delay', 'Delayed', created, until))
    queuedFrom = until
  }
  if (canonicalStatus(run.status) === 'DELAYED' || (begun !== null && begun <= queuedFrom)) return rows
  const name = canonicalStatus(run.status) === 'PENDING_VERSION' ? 'Waiting for a worker that knows the task' : 'Queued'
  rows.push(dashedRow(`${rootId}:queue`, rootId, run.id, 'queue', name, queuedFrom, begun))
  return rows
}

/** Time between attempts. The platform's own retry span is used when there is one, because it knows the end beforehand. */
export function retryRows(run: TimelineRun, rootId: string, attempts: AttemptWindow[], items: TraceItem[]): Draft[] {
  const announced = items.filter((item) => item.kind === 'retry' && item.runId === run.id)
  return attempts.flatMap((attempt, index) => {
    const next = attempts[index + 1]
    const isAwaitingRetry = !next && attempt.isError && !isFinished(run)
    if (attempt.endMs === null || (!next && !isAwaitingRetry)) return []
    if (announced.some((item) => fallsBetween(item, attempt, next))) return []
    const id = `${rootId}:retry-${attempt.number}`
    if (!next) return [dashedRow(id, rootId, run.id, 'retry', 'Waiting to retry', attempt.endMs, null)]
    const waitedMs = next.startMs - attempt.endMs
    if (waitedMs < SHORTEST_RETRY_WAIT_MS) return []
    return [dashedRow(id, rootId, run.id, 'retry', retryName(waitedMs), attempt.endMs, next.startMs)]
  })
}

export function retryName(waitedMs: number): string {
  return `Retry in ${formatDuration(waitedMs)}`
}

function fallsBetween(item: TraceItem, attempt: AttemptWindow, next: AttemptWindow | undefined): boolean {
  const start = item.startedAt.getTime()
  return start >= attempt.startMs && start < (next?.startMs ?? Number.POSITIVE_INFINITY)
}

function dashedRow(
  id: string,
  parentId: string,
  runId: string,
  kind: TimelineRow['kind'],
  name: string,
  startMs: number,
  end: number | null,
): Draft {
  const endMs = end === null ? null : Math.max(startMs, end)
  const tone = kind === 'retry' ? 'warn' : 'neutral'
  const segments = [{ startMs, endMs, look: 'dashed' as const, tone: tone as TimelineRow['tone'] }]
  return { id, parentId, kind, name, runId, tone, isError: false, startMs, endMs, segments, item: null }
}
