import { z } from 'zod'
import { canonicalStatus, statusFacts } from './run-status'

/** One run as lists show it. Decoded from JSON or built by toRunRow: the dates are real either way. */
export const RunRow = z.object({
  id: z.string(),
  status: z.string(),
  taskId: z.string(),
  version: z.string().optional(),
  queue: z.string().optional(),
  tags: z.array(z.string()),
  isTest: z.boolean(),
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
  startedAt: z.coerce.date().optional(),
  finishedAt: z.coerce.date().optional(),
  delayedUntil: z.coerce.date().optional(),
  /** Compute used as the platform counts it; the time a person waited is elapsedMs. */
  durationMs: z.number(),
  metadata: z.unknown().optional(),
})
export type RunRow = z.infer<typeof RunRow>

export const RunError = z.object({
  message: z.string(),
  name: z.string().optional(),
  stackTrace: z.string().optional(),
})
export type RunError = z.infer<typeof RunError>

export const RunDetail = RunRow.extend({
  payload: z.unknown().optional(),
  output: z.unknown().optional(),
  error: RunError.optional(),
  ttl: z.string().optional(),
  idempotencyKey: z.string().optional(),
  expiredAt: z.coerce.date().optional(),
  batchId: z.string().optional(),
  depth: z.number().optional(),
  attemptCount: z.number(),
  relatedRuns: z.object({ root: RunRow.optional(), parent: RunRow.optional(), children: z.array(RunRow) }),
})
export type RunDetail = z.infer<typeof RunDetail>

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
  metadata?: unknown
}

/** Accepts a list item of the API and a row of the realtime hooks; a missing or broken date never throws. */
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
    metadata: source.metadata ?? undefined,
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
  depth?: number | null
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
    depth: source.depth ?? undefined,
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
