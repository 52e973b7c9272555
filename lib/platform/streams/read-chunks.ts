import type { Pool } from 'pg'
import type { StreamChunk } from './stream-chunk'
import type { StreamKey } from './stream-key'

/** What a reader is given at a time: enough to be quick, little enough for many slow readers. */
const MAX_CHUNKS = 500
const MAX_BYTES = 256 * 1024

export interface StreamPage {
  chunks: StreamChunk[]
  /** The run had ended when the chunks were read. */
  isEnded: boolean
}

// One statement, so that both are of one moment: no chunk of a run that ended can come after its last page.
const READ = `
select r.final_status is not null as is_ended, c.seq, c.data, c.written_at
from runs r
left join streams s on s.run_id = r.id and s.name = $2 and s.is_input = $3
left join lateral (
  select seq, data, written_at from (
    select seq, data, written_at, sum(octet_length(data)) over (order by seq) - octet_length(data) as bytes_before
    from (select * from stream_chunks where stream_id = s.id and seq > $4 order by seq limit ${MAX_CHUNKS}) as next_chunks
  ) as sized where bytes_before < ${MAX_BYTES}
) c on true
where r.id = $1 order by c.seq`

type Row = { is_ended: boolean } & ({ seq: number; data: string; written_at: Date } | { seq: null })

/** What comes after the chunk with this number. A run that is gone has ended. */
export async function readChunks(pool: Pool, key: StreamKey, after: number): Promise<StreamPage> {
  const values = [key.runId, key.name, key.isInput, after]
  const { rows } = await pool.query<Row>({ name: 'read-chunks', text: READ, values })
  return {
    chunks: rows.flatMap((row) =>
      row.seq === null ? [] : [{ seq: row.seq, data: row.data, writtenAt: row.written_at }],
    ),
    isEnded: rows[0]?.is_ended ?? true,
  }
}

/** The number of the stream's last chunk; -1 when it has none. */
export async function lastSeq(pool: Pool, key: StreamKey): Promise<number> {
  const { rows } = await pool.query<{ next_seq: number }>(
    'select next_seq from streams where run_id = $1 and name = $2 and is_input = $3',
    [key.runId, key.name, key.isInput],
  )
  return (rows[0]?.next_seq ?? 0) - 1
}
