import type { Pool, PoolClient } from 'pg'

/** Chunks as their writer counts them. */
export interface WriterChunks {
  clientId: string
  /** The number of the first one in the writer's own count. */
  from: number
  chunks: readonly string[]
}

// The writer's row is locked first and judged as it is then: of two connections of one writer, of which one is dead but
// still being read, only one stores a chunk. The stream's row gives out the numbers, in the order of the commits.
const APPEND = `
with writer as (
  insert into stream_writers (stream_id, client_id, last_index) values ($1, $2, $3::bigint + cardinality($4::text[]) - 1)
  on conflict (stream_id, client_id) do update set last_index = excluded.last_index where stream_writers.last_index < $3
  returning stream_id
), stream as (
  update streams set next_seq = next_seq + cardinality($4::text[]) from writer where id = stream_id
  returning id, next_seq - cardinality($4::text[]) as first
)
insert into stream_chunks (stream_id, seq, data, written_at)
select id, first + place - 1, data, $5 from stream, unnest($4::text[]) with ordinality as given (data, place)
returning seq`

/** Stores those of the chunks that the writer has not stored before, all or none of them. Answers how many. */
export async function appendChunks(
  db: Pool | PoolClient,
  streamId: number,
  written: WriterChunks,
  now: Date,
): Promise<number> {
  const { clientId } = written
  let { from, chunks } = written
  while (chunks.length > 0) {
    const values = [streamId, clientId, from, chunks, now]
    const { rowCount } = await db.query({ name: 'append-chunks', text: APPEND, values })
    if (rowCount) return rowCount
    const known = await lastChunkIndex(db, streamId, clientId)
    chunks = chunks.slice(known + 1 - from)
    from = known + 1
  }
  return 0
}

/** The last chunk of this writer that is stored, in its own count; -1 when there is none. */
export async function lastChunkIndex(db: Pool | PoolClient, streamId: number, clientId: string): Promise<number> {
  const { rows } = await db.query<{ last_index: number }>({
    name: 'last-chunk-index',
    text: 'select last_index from stream_writers where stream_id = $1 and client_id = $2',
    values: [streamId, clientId],
  })
  return rows[0]?.last_index ?? -1
}
