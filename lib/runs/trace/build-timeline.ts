import { isFinished } from '../run'
import { type StatusTone, statusFacts } from '../run-status'
import { arrangeItems, uniqueItems } from './arrange-items'
import { type AttemptWindow, attemptWindows, finishMs } from './attempt-windows'
import { groupBy } from './group-by'
import { queueRows, retryName, retryRows } from './lifecycle-rows'
import type { Segment, Timeline, TimelineRow, TimelineRun } from './timeline'
import type { RunTrace, TraceItem } from './trace'

type Draft = Omit<TimelineRow, 'depth' | 'childCount'>

/**
 * Everything that happened to a run, on one axis that begins when it was created. Works from the run alone when there
 * is no trace. A clock that runs behind is clamped to the origin, so no row begins before the run or ends before it began.
 */
export function buildTimeline(run: TimelineRun, trace: RunTrace): Timeline {
  const items = uniqueItems(trace.items)
  const root = items.find((item) => item.kind === 'run' && item.runId === run.id) ?? null
  const rootId = root?.id ?? run.id
  const attempts = attemptWindows(run, items)
  const parents = arrangeItems(items, rootId, attempts)
  const endOf = endFinder(run, attempts)
  const drafts: Draft[] = [rootRow(run, rootId, root)]
  for (const attempt of attempts) drafts.push(attemptRow(run, attempt, parents.get(attempt.id) ?? rootId))
  const attemptIds = new Set(attempts.map((attempt) => attempt.id))
  for (const item of items) {
    if (item.id === rootId || attemptIds.has(item.id)) continue
    drafts.push(itemRow(item, parents.get(item.id) ?? rootId, endOf(item)))
  }
  drafts.push(...queueRows(run, rootId), ...retryRows(run, rootId, attempts, items))
  const originMs = run.createdAt.getTime()
  const rows = inTreeOrder(
    drafts.map((draft) => clamped(draft, originMs)),
    rootId,
  )
  return {
    originMs,
    lastEndMs: rows.reduce((latest, row) => Math.max(latest, row.endMs ?? row.startMs), originMs),
    isLive: rows.some((row) => row.endMs === null),
    rows,
  }
}

/** An open span ends with its attempt, or with the run: a process that died closes nothing. */
function endFinder(run: TimelineRun, attempts: AttemptWindow[]): (item: TraceItem) => number | null {
  const attemptEnds = new Map(attempts.map((attempt) => [attempt.number, attempt.endMs]))
  const openChildren = new Set(run.relatedRuns.children.filter((child) => !isFinished(child)).map((child) => child.id))
  const finish = finishMs(run)
  return (item) => {
    if (item.durationMs !== null) return item.startedAt.getTime() + item.durationMs
    if (item.runId !== run.id) return openChildren.has(item.runId) ? null : finish
    return (item.attemptNumber === null ? null : attemptEnds.get(item.attemptNumber)) ?? finish
  }
}

function rootRow(run: TimelineRun, id: string, item: TraceItem | null): Draft {
  const { tone } = statusFacts(run.status)
  const created = run.createdAt.getTime()
  const finish = finishMs(run)
  const started = run.startedAt ? Math.max(created, run.startedAt.getTime()) : null
  const segments: Segment[] = [{ startMs: created, endMs: started ?? finish, look: 'dashed', tone: 'neutral' }]
  if (started !== null) segments.push({ startMs: started, endMs: finish, look: 'solid', tone })
  return {
    id,
    parentId: null,
    kind: 'run',
    name: run.taskId,
    runId: run.id,
    tone,
    isError: tone === 'bad',
    startMs: created,
    endMs: finish,
    segments,
    item,
  }
}

function attemptRow(run: TimelineRun, attempt: AttemptWindow, parentId: string): Draft {
  const tone = attemptTone(run, attempt)
  const { startMs, endMs, item, id } = attempt
  const segments: Segment[] = [{ startMs, endMs, look: 'solid', tone }]
  const name = `Attempt ${attempt.number}`
  return {
    id,
    parentId,
    kind: 'attempt',
    name,
    runId: run.id,
    tone,
    isError: tone === 'bad',
    startMs,
    endMs,
    segments,
    item,
  }
}

function attemptTone(run: TimelineRun, attempt: AttemptWindow): StatusTone {
  if (attempt.isError) return 'bad'
  if (attempt.isCanceled) return 'neutral'
  if (attempt.isLost || attempt.endMs === null) return statusFacts(run.status).tone
  return 'good'
}

function itemRow(item: TraceItem, parentId: string, endMs: number | null): Draft {
  const tone = itemTone(item, endMs)
  const startMs = item.startedAt.getTime()
  const name = item.kind === 'retry' && item.durationMs ? retryName(item.durationMs) : item.name || 'Unnamed span'
  return {
    id: item.id,
    parentId,
    kind: item.kind,
    name,
    runId: item.runId,
    tone,
    isError: item.isError,
    startMs,
    endMs,
    segments: [{ startMs, endMs, look: lookOf(item), tone }],
    item,
  }
}

function lookOf(item: TraceItem): Segment['look'] {
  if (item.kind === 'log' || item.kind === 'engine') return 'point'
  if (item.kind === 'wait') return 'hatched'
  return item.kind === 'retry' ? 'dashed' : 'solid'
}

function itemTone(item: TraceItem, endMs: number | null): StatusTone {
  if (item.isError || item.level === 'ERROR') return 'bad'
  if (item.kind === 'log') return item.level === 'WARN' ? 'warn' : 'neutral'
  if (item.kind === 'engine' || item.isCanceled) return 'neutral'
  if (item.kind === 'retry') return 'warn'
  if (item.kind === 'wait') return 'waiting'
  if (endMs === null) return 'busy'
  // Closed by the death of its process rather than by its own end.
  return item.durationMs === null ? 'neutral' : 'good'
}

function clamped(draft: Draft, originMs: number): Draft {
  const fix = (startMs: number, endMs: number | null) => {
    const start = Math.max(originMs, startMs)
    return { startMs: start, endMs: endMs === null ? null : Math.max(start, endMs) }
  }
  const segments = draft.segments.map((segment) => ({ ...segment, ...fix(segment.startMs, segment.endMs) }))
  return { ...draft, ...fix(draft.startMs, draft.endMs), segments }
}

function inTreeOrder(drafts: Draft[], rootId: string): TimelineRow[] {
  const children = groupBy(drafts, (draft) => draft.parentId)
  for (const siblings of children.values()) siblings.sort((one, other) => one.startMs - other.startMs)
  const rows: TimelineRow[] = []
  const pending = (children.get(null) ?? [])
    .filter((draft) => draft.id === rootId)
    .map((draft) => ({ draft, depth: 0 }))
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { draft, depth } = next
    const below = children.get(draft.id) ?? []
    rows.push({ ...draft, depth, childCount: below.length })
    for (let index = below.length - 1; index >= 0; index--) {
      const child = below[index]
      if (child) pending.push({ draft: child, depth: depth + 1 })
    }
  }
  return rows
}
