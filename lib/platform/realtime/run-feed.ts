import type { PlatformDeps } from '../http/deps'
import type { RunRecord } from '../runs/run-record'
import { holdUntilChanged } from './hold-until-changed'
import type { RowFormat } from './run-row'
import { offsetOf, rowMessage, type ShapeQuery, shapeResponse } from './shape-protocol'

interface RunFeedRequest {
  query: ShapeQuery
  run: RunRecord
  /** The log's head from before the run was read. */
  cursor: number
  format: RowFormat
  electricVersion: string | null
  hangUp: AbortSignal
}

type RunFeedDeps = Pick<PlatformDeps, 'changeLog'> & { holdMs?: number }

/**
 * One run. The offset says how new the row is that the client has, and `updated_at` only grows, so any row can be judged
 * by it alone: no handle can be wrong, and a restart of the platform goes unnoticed.
 */
export async function serveRunFeed(deps: RunFeedDeps, request: RunFeedRequest): Promise<Response> {
  const { query, run, cursor, format, electricVersion } = request
  const handle = `run-${run.id}`
  if (query.live && query.offset) return answerLive(deps, request, handle)
  deps.changeLog.observe([run])
  const messages = [rowMessage(run, format, 'insert')]
  const kind = { live: false, format } as const
  return shapeResponse({ offset: offsetOf([run], cursor), handle, messages, kind }, electricVersion)
}

async function answerLive(deps: RunFeedDeps, request: RunFeedRequest, handle: string): Promise<Response> {
  const { query, run, cursor, format, electricVersion, hangUp } = request
  const offset = query.offset ?? { updatedAtMs: 0, seq: 0 }
  const isNews = (row: RunRecord) => row.updated_at.getTime() > offset.updatedAtMs
  const answer = (row: RunRecord | undefined, at: number) => {
    const messages = row ? [rowMessage(row, format, 'update')] : []
    const next = row ? offsetOf([row], at) : offset
    return shapeResponse({ offset: next, handle, messages, kind: { live: true, cursor: at } }, electricVersion)
  }
  if (isNews(run)) return answer(run, cursor)
  const wanted = (row: RunRecord) => row.id === run.id && isNews(row)
  const held = await holdUntilChanged(deps.changeLog, cursor, { wanted, hangUp, holdMs: deps.holdMs })
  // Null: more happened since the look a moment ago than the log keeps. The client comes back for it.
  return answer(held?.changes.at(-1)?.run, held?.cursor ?? cursor)
}
