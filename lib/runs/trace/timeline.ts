import type { RunDetail } from '../run'
import type { StatusTone } from '../run-status'
import type { TraceItem, TraceKind } from './trace'

/** What the timeline needs to know of a run; a RunDetail is one. */
export type TimelineRun = Pick<
  RunDetail,
  'id' | 'taskId' | 'status' | 'createdAt' | 'updatedAt' | 'startedAt' | 'finishedAt' | 'delayedUntil' | 'attemptCount'
> & { relatedRuns: { children: Pick<RunDetail, 'id' | 'status' | 'finishedAt'>[] } }

export type RowKind = TraceKind | 'queue' | 'delay'

/** Waiting is never solid: dashed before the work (queue, delay, retry), hatched inside it. */
export type SegmentLook = 'solid' | 'hatched' | 'dashed' | 'point'

export interface Segment {
  startMs: number
  /** Null while it still grows: it is drawn up to now. */
  endMs: number | null
  look: SegmentLook
  tone: StatusTone
}

export interface TimelineRow {
  id: string
  parentId: string | null
  depth: number
  kind: RowKind
  name: string
  runId: string
  tone: StatusTone
  isError: boolean
  childCount: number
  startMs: number
  endMs: number | null
  segments: Segment[]
  /** Null for rows that the run's own times tell (queue, delay) and for rows without a span yet. */
  item: TraceItem | null
}

export interface Timeline {
  originMs: number
  /** The latest known end; the axis also reaches to now while a row is open. */
  lastEndMs: number
  isLive: boolean
  /** Depth first, a parent before its children, siblings by start. */
  rows: TimelineRow[]
}
