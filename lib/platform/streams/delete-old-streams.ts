import type { PlatformDeps } from '../http/deps'
import { breath } from '../retention/breath'

const DAY_MS = 24 * 60 * 60 * 1000
/** Small enough not to be in the way of those who write. */
const MAX_CHUNKS = 2_000
const MAX_STREAMS = 50

const FIND_OLD = `
select s.id from streams s join runs r on r.id = s.run_id
where s.created_at < $1 and r.completed_at < $1 order by s.created_at, s.id limit ${MAX_STREAMS}`

const DELETE_CHUNKS = `
delete from stream_chunks where (stream_id, seq) in (
  select stream_id, seq from stream_chunks where stream_id = any($1) limit ${MAX_CHUNKS})`

/** Deletes the streams of runs that ended long ago, batch by batch, the oldest first. Answers how many are gone. */
export async function deleteOldStreams(
  deps: Pick<PlatformDeps, 'pool' | 'streamRetentionDays' | 'stopping'>,
  now: Date,
): Promise<number> {
  const keptSince = new Date(now.getTime() - deps.streamRetentionDays * DAY_MS)
  let deleted = 0
  while (!deps.stopping.aborted) {
    const { rows } = await deps.pool.query<{ id: number }>({
      name: 'find-old-streams',
      text: FIND_OLD,
      values: [keptSince],
    })
    const ids = rows.map((row) => row.id)
    if (ids.length === 0) break
    const { rowCount } = await deps.pool.query(DELETE_CHUNKS, [ids])
    if ((rowCount ?? 0) < MAX_CHUNKS) {
      await deps.pool.query('delete from streams where id = any($1)', [ids])
      deleted += ids.length
    }
    await breath(deps.stopping)
  }
  return deleted
}
