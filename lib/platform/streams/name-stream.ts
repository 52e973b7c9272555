import type { PlatformDeps } from '../http/deps'
import { RUN_CHANGED } from '../runs/change-run'
import type { RunRecord } from '../runs/run-record'

/** Adds the stream to those the run is known to have: this is how subscribers of the run learn of it. */
export async function nameStream(
  deps: Pick<PlatformDeps, 'pool' | 'changeLog'>,
  run: RunRecord,
  name: string,
  now: Date,
): Promise<void> {
  if (run.realtime_streams.includes(name)) return
  const { rows } = await deps.pool.query<RunRecord>({
    name: 'name-stream',
    text: `update runs set realtime_streams = realtime_streams || $3::text, ${RUN_CHANGED}
           where id = $2 and not $3 = any(realtime_streams) returning *`,
    values: [now, run.id, name],
  })
  deps.changeLog.publish(rows)
}
