import type { Pool, PoolClient } from 'pg'
import type { StreamKey } from './stream-key'

/** The stream's id; the stream comes into being with its first use. */
export async function openStream(db: Pool | PoolClient, key: StreamKey, now: Date): Promise<number> {
  const known = await findStream(db, key)
  if (known !== null) return known
  const { rows } = await db.query<{ id: number }>({
    name: 'open-stream',
    text: `insert into streams (run_id, name, is_input, created_at) values ($1, $2, $3, $4)
           on conflict (run_id, is_input, name) do update set name = excluded.name returning id`,
    values: [key.runId, key.name, key.isInput, now],
  })
  const stream = rows[0]
  if (!stream) throw new Error(`No row came back for stream ${key.name} of run ${key.runId}`)
  return stream.id
}

export async function findStream(db: Pool | PoolClient, key: StreamKey): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>({
    name: 'find-stream',
    text: 'select id from streams where run_id = $1 and name = $2 and is_input = $3',
    values: [key.runId, key.name, key.isInput],
  })
  return rows[0]?.id ?? null
}
