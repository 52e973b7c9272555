import type { RunDetail, RunError, RunRow } from './run-schema'
import { canonicalStatus, statusFacts } from './run-status'
import { redactValue } from './trace/redact-value'

export type { RunDetail, RunError, RunRow } from './run-schema'

/** What the runs list, a single run and the realtime feed of Trigger.dev have in common. */
export interface RunSource {
  id: string
  status: string
  taskIdentifier: string
  version?: string | null
  queue?: string | { name: string } | null
  tags?: string[] | null
  isTest?: boolean | null
  createdAt?: Date | string | null
  updatedAt?: Date | string | null
  startedAt?: Date | string | null
  finishedAt?: Date | string | null
  delayedUntil?: Date | string | null
  durationMs?: number | null
  depth?: number | null
  metadata?: unknown
}

/**
 * Accepts a list item of the API and a row of the realtime hooks; a missing or broken date never throws. Every run comes
 * in through here, so this is where the secrets of its metadata stay behind.
 */
export function toRunRow(source: RunSource): RunRow {
  const createdAt = validDate(source.createdAt) ?? validDate(source.startedAt) ?? new Date(0)
  return {
    id: source.id,
    status: canonicalStatus(source.status),
    taskId: source.taskIdentifier,
    version: source.version ?? undefined,
    queue: typeof source.queue === 'string' ? source.queue : source.queue?.name,
    tags: source.tags ?? [],
    isTest: source.isTest ?? false,
    createdAt,
    updatedAt: validDate(source.updatedAt) ?? createdAt,
    startedAt: validDate(source.startedAt),
    finishedAt: validDate(source.finishedAt),
    delayedUntil: validDate(source.delayedUntil),
    durationMs: source.durationMs ?? 0,
    depth: source.depth ?? undefined,
    metadata: redactValue(source.metadata ?? undefined),
  }
}

export interface RunDetailSource extends RunSource {
  payload?: unknown
  output?: unknown
  error?: RunError | null
  ttl?: string | null
  idempotencyKey?: string | null
  expiredAt?: Date | string | null
  batchId?: string | null
  attemptCount?: number | null
  relatedRuns?: { root?: RunSource | null; parent?: RunSource | null; children?: RunSource[] | null } | null
}

export function toRunDetail(source: RunDetailSource): RunDetail {
  const related = source.relatedRuns
  return {
    ...toRunRow(source),
    payload: source.payload,
    output: source.output,
    error: source.error ?? undefined,
    ttl: source.ttl ?? undefined,
    idempotencyKey: source.idempotencyKey ?? undefined,
    expiredAt: validDate(source.expiredAt),
    batchId: source.batchId ?? undefined,
    attemptCount: source.attemptCount ?? 0,
    relatedRuns: {
      root: related?.root ? toRunRow(related.root) : undefined,
      parent: related?.parent ? toRunRow(related.parent) : undefined,
      children: (related?.children ?? []).map(toRunRow),
    },
  }
}

/** A run canceled in the middle of its work may have no finishedAt yet, and an unknown status only has that. */
export function isFinished(run: Pick<RunRow, 'status' | 'finishedAt'>): boolean {
  return statusFacts(run.status).final || run.finishedAt !== undefined
}

/** Wall time from the start to the end, or until now; null for a run that has not started. */
export function elapsedMs(
  run: Pick<RunRow, 'status' | 'startedAt' | 'finishedAt' | 'updatedAt'>,
  now: Date,
): number | null {
  if (!run.startedAt) return null
  const end = run.finishedAt ?? (statusFacts(run.status).final ? run.updatedAt : now)
  return Math.max(0, end.getTime() - run.startedAt.getTime())
}

function validDate(value: Date | string | null | undefined): Date | undefined {
  if (value === null || value === undefined) return undefined
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? undefined : date
}
