import { safeParseNaturalLanguageDurationAgo } from '@trigger.dev/core/v3/isomorphic'
import type { PlatformDeps } from '../http/deps'
import type { RunRecord } from '../runs/run-record'
import type { RunChange } from './change-log'
import { holdUntilChanged } from './hold-until-changed'
import type { ListHandles, ListWindow } from './list-handle'
import { readFeedRuns } from './read-feed-runs'
import type { RowFormat } from './run-row'
import { mustRefetch, offsetOf, rowMessage, type ShapeQuery, shapeResponse } from './shape-protocol'

/** A real server's longest look back. */
const MAX_WINDOW_MS = 24 * 60 * 60 * 1000

interface ListFeedRequest {
  query: ShapeQuery
  tags: readonly string[]
  /** Only the runs of this batch, whenever they were created. */
  batchId?: string
  /** How far back, as '10m' or '1h'. */
  createdAt?: string
  format: RowFormat
  electricVersion: string | null
  hangUp: AbortSignal
}

type ListFeedDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog'> & { handles: ListHandles; holdMs?: number }

/** All runs, those with all of the tags, or those of a batch, from the frozen start of the subscription's window on. */
export async function serveListFeed(deps: ListFeedDeps, request: ListFeedRequest): Promise<Response> {
  const { query } = request
  if (!query.offset || !query.handle) return answerSnapshot(deps, request, openWindow(request))
  const window = deps.handles.open(query.handle, request)
  if (!window) return startOver(deps, request)
  return query.live
    ? answerLive(deps, request, window, query.handle)
    : answerSnapshot(deps, request, window, query.handle)
}

async function answerSnapshot(
  deps: ListFeedDeps,
  { format, electricVersion }: ListFeedRequest,
  window: ListWindow,
  handle = deps.handles.mint(window),
): Promise<Response> {
  // The cursor is taken first: what commits while the rows are read is told again, never lost.
  const cursor = deps.changeLog.head
  const skipped = (column: string) => !format.columns.some((name) => name === column)
  const runs = await readFeedRuns(deps.pool, deps.environment.id, window, skipped)
  deps.changeLog.observe(runs)
  const messages = runs.map((run) => rowMessage(run, format, 'insert'))
  const answer = { offset: offsetOf(runs, cursor), handle, messages, kind: { live: false, format } as const }
  return shapeResponse(answer, electricVersion)
}

async function answerLive(
  deps: ListFeedDeps,
  request: ListFeedRequest,
  window: ListWindow,
  handle: string,
): Promise<Response> {
  const { query, format, electricVersion, hangUp } = request
  const offset = query.offset ?? { updatedAtMs: 0, seq: 0 }
  const from = Math.max(offset.seq, query.cursor ?? 0)
  const wanted = (run: RunRecord) => isIn(window, run)
  const held = await holdUntilChanged(deps.changeLog, from, { wanted, hangUp, holdMs: deps.holdMs })
  if (!held) return startOver(deps, request)
  const { changes, cursor } = held
  const messages = changes.map((change) => rowMessage(change.run, format, operationOf(change, from)))
  const runs = changes.map((change) => change.run)
  const next = runs.length > 0 ? offsetOf(runs, cursor, offset.updatedAtMs) : offset
  return shapeResponse({ offset: next, handle, messages, kind: { live: true, cursor } }, electricVersion)
}

function startOver({ handles }: ListFeedDeps, request: ListFeedRequest): Response {
  return mustRefetch(handles.mint(openWindow(request)), request.electricVersion)
}

/** Text that is no duration means the longest window, as on a real server. */
function openWindow({ createdAt, tags, batchId }: ListFeedRequest): ListWindow {
  if (batchId) return { createdAfterMs: 0, tags, batchId }
  const longest = Date.now() - MAX_WINDOW_MS
  const asked = safeParseNaturalLanguageDurationAgo(createdAt ?? '')?.getTime() ?? longest
  return { createdAfterMs: Math.max(asked, longest), tags }
}

function isIn({ createdAfterMs, tags, batchId }: ListWindow, run: RunRecord): boolean {
  if (batchId && run.batch_id !== batchId) return false
  return run.created_at.getTime() >= createdAfterMs && tags.every((tag) => run.tags.includes(tag))
}

/** A run first seen after the subscriber's cursor is new to it. */
function operationOf(change: RunChange, from: number): 'insert' | 'update' {
  return change.bornSeq > from ? 'insert' : 'update'
}
