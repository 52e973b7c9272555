import { parseTraceparent } from '@trigger.dev/core/v3/isomorphic'
import type { Pool, PoolClient } from 'pg'
import type { RunRecord } from '../runs/run-record'
import { runSpan } from './run-span'
import { upsertTraceRows } from './upsert-trace-rows'

/** The run exists: its root span starts. */
export async function openRunSpan(db: Pool | PoolClient, run: RunRecord): Promise<void> {
  await recordRunSpan(db, run)
}

/**
 * The run has finished: its root span ends as it did. Spans that a killed process left open need no writing: readers
 * settle them from the run (settle-trace-rows.ts), so they are right even when their report arrives later than this.
 */
export async function closeRunSpan(db: Pool | PoolClient, run: RunRecord): Promise<void> {
  await recordRunSpan(db, run)
}

async function recordRunSpan(db: Pool | PoolClient, run: RunRecord): Promise<void> {
  await upsertTraceRows(db, [runSpan(run, await parentSpanId(db, run))], 'platform')
}

/** The span of the parent that made this run, as its request told, or else the parent's root span. */
async function parentSpanId(db: Pool | PoolClient, run: RunRecord): Promise<string | null> {
  if (!run.parent_id) return null
  const traceparent = run.trace_context?.traceparent
  const caller = typeof traceparent === 'string' ? parseTraceparent(traceparent)?.spanId : undefined
  if (caller && caller !== run.span_id) return caller
  const { rows } = await db.query<{ span_id: string }>('select span_id from runs where id = $1', [run.parent_id])
  return rows[0]?.span_id ?? null
}
