import type { PoolClient } from 'pg'
import { inTransaction } from '../db/in-transaction'
import type { PlatformDeps } from '../http/deps'
import { completeWaitpoint } from '../waitpoints/complete-waitpoint'
import { type CreatedWaitpoint, createWaitpoint, type NewWaitpoint } from '../waitpoints/create-waitpoint'
import { openStream } from './open-stream'

type WaitDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog' | 'signals'>

interface InputWait {
  runId: string
  name: string
  /** The number of the last value the run has read; undefined before the first one. */
  lastSeqNum?: number
  waitpoint: NewWaitpoint
}

/** A waitpoint that completes with the next value of the stream, which may be there already. */
export async function waitForInput(deps: WaitDeps, wait: InputWait, now: Date): Promise<CreatedWaitpoint> {
  const created = await createWaitpoint(deps, { ...wait.waitpoint, isHidden: true }, now)
  const { id, status } = created.waitpoint
  if (status === 'COMPLETED') return created
  const record = await inTransaction(deps.pool, (client) => nextRecordOrLink(client, wait, id, now))
  if (record !== null) await completeWaitpoint(deps, id, { data: record, dataType: 'application/json' }, now)
  return created
}

/** The stream's row is locked as a sender locks it: a value is either seen here or completes the linked waitpoint. */
async function nextRecordOrLink(
  client: PoolClient,
  wait: InputWait,
  waitpointId: string,
  now: Date,
): Promise<string | null> {
  const streamId = await openStream(client, { runId: wait.runId, name: wait.name, isInput: true }, now)
  await client.query('select 1 from streams where id = $1 for update', [streamId])
  const { rows } = await client.query<{ data: string }>(
    `select data from stream_chunks where stream_id = $1 and seq > $2
       and not exists (select 1 from input_waits where waitpoint_id = $3)
     order by seq limit 1`,
    [streamId, wait.lastSeqNum ?? -1, waitpointId],
  )
  if (rows[0]) return JSON.parse(rows[0].data) as string
  await client.query(
    'insert into input_waits (waitpoint_id, stream_id) values ($1, $2) on conflict (waitpoint_id) do nothing',
    [waitpointId, streamId],
  )
  return null
}
