import { isFinished } from '../run'
import { groupBy } from './group-by'
import type { TimelineRun } from './timeline'
import type { TraceItem } from './trace'

export interface AttemptWindow {
  number: number
  startMs: number
  /** Null while the attempt goes on. */
  endMs: number | null
  isError: boolean
  isCanceled: boolean
  /** The span arrives only when the attempt is over; until then its children are the evidence. */
  item: TraceItem | null
  /** The id that the span has, or will have. */
  id: string
  /** A later attempt began, or the run ended, although this one never reported its end. */
  isLost: boolean
}

/** The end of a run for a screen: a run canceled in mid-work may be final without finishedAt. */
export function finishMs(run: TimelineRun): number | null {
  if (run.finishedAt) return run.finishedAt.getTime()
  return isFinished(run) ? run.updatedAt.getTime() : null
}

/** One window per attempt that left any evidence, oldest first. */
export function attemptWindows(run: TimelineRun, items: TraceItem[]): AttemptWindow[] {
  const own = items.filter((item) => item.runId === run.id && item.attemptNumber !== null)
  const byNumber = groupBy(own, (item) => item.attemptNumber as number)
  const known = new Set(items.map((item) => item.id))
  const drafts = [...byNumber].map(([number, evidence]) => draftOf(number, evidence, known))
  if (drafts.length === 0 && run.startedAt && run.attemptCount === 1) drafts.push(onlyAttempt(run.startedAt))
  drafts.sort((one, other) => one.number - other.number)
  const finish = finishMs(run)
  return drafts.map((draft, index) => closed(draft, drafts[index + 1], finish))
}

function draftOf(number: number, evidence: TraceItem[], known: Set<string>): AttemptWindow {
  const item = evidence.find((candidate) => candidate.kind === 'attempt') ?? null
  const startMs = item?.startedAt.getTime() ?? Math.min(...evidence.map((one) => one.startedAt.getTime()))
  const missingParent = evidence.find((one) => one.parentId !== null && !known.has(one.parentId))?.parentId
  return {
    number,
    startMs,
    endMs: item && item.durationMs !== null ? startMs + item.durationMs : null,
    isError: item?.isError ?? false,
    isCanceled: item?.isCanceled ?? false,
    item,
    id: item?.id ?? missingParent ?? `attempt-${number}`,
    isLost: false,
  }
}

function onlyAttempt(startedAt: Date): AttemptWindow {
  const startMs = startedAt.getTime()
  return {
    number: 1,
    startMs,
    endMs: null,
    isError: false,
    isCanceled: false,
    item: null,
    id: 'attempt-1',
    isLost: false,
  }
}

function closed(draft: AttemptWindow, next: AttemptWindow | undefined, finish: number | null): AttemptWindow {
  if (draft.endMs !== null) return draft
  const endMs = next ? next.startMs : finish
  if (endMs === null) return draft
  return { ...draft, endMs: Math.max(draft.startMs, endMs), isLost: true, isError: draft.isError || next !== undefined }
}
