import type { PoolClient } from 'pg'
import { inTransaction } from '../db/in-transaction'
import type { PlatformDeps } from '../http/deps'
import { resumeWaiters } from '../waitpoints/resume-waiters'
import { appendChunks } from './append-chunks'
import { openStream } from './open-stream'

type SendDeps = Pick<PlatformDeps, 'pool' | 'changeLog' | 'signals' | 'streams'>

/** Names one call, also when its sender repeats it. */
type CallId = string

/**
 * Puts a value into an input stream of the run. A wait for the stream ends with it: while the stream's row is locked, so
 * that of two values sent at once the one with the lower number is what the wait gets, and the next wait gets the other.
 */
export async function sendInput(
  deps: SendDeps,
  input: { runId: string; name: string; data: unknown; callId: CallId },
  now: Date,
): Promise<void> {
  const key = { runId: input.runId, name: input.name, isInput: true }
  const record = JSON.stringify(input.data ?? null)
  const completed = await inTransaction(deps.pool, async (client) => {
    const streamId = await openStream(client, key, now)
    // The reader parses a string once more: this is how it tells values from text.
    const chunks = [JSON.stringify(record)]
    const stored = await appendChunks(client, streamId, { clientId: input.callId, from: 0, chunks }, now)
    return stored > 0 ? completeInputWaits(client, streamId, record, now) : []
  })
  deps.streams.wake(input.runId)
  await resumeWaiters(deps, completed, now)
}

/**
 * A wait whose attempt broke off is not waited for any more, but completing it does no harm. Ended waits, also those whose
 * time was up, are linked no more: each later value would look at all of them while the stream is locked.
 */
async function completeInputWaits(client: PoolClient, streamId: number, record: string, now: Date): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>({
    name: 'complete-input-waits',
    text: `with linked as (delete from input_waits where stream_id = $2 returning waitpoint_id)
           update waitpoints w set status = 'COMPLETED', completed_at = $1, output = $3, output_type = 'application/json'
           from linked where w.id = linked.waitpoint_id and w.status = 'PENDING' returning w.id`,
    values: [now, streamId, record],
  })
  return rows.map((row) => row.id)
}
