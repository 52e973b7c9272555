import type { TestPlatform } from '../contract/test-platform'
import type { RunRecord } from '../runs/run-record'

/**
 * Commits a change of a run as the engine does, and publishes it, by default at once. A test that wants revisions to be
 * published late or out of order delays the publication.
 */
export async function changeRun(
  platform: TestPlatform,
  friendlyId: string,
  set: string,
  beforePublishing: () => Promise<void> = async () => {},
): Promise<void> {
  const { pool, changeLog } = platform.platform.deps
  const { rows } = await pool.query<RunRecord>(
    `update runs set ${set}, revision = revision + 1,
       updated_at = greatest(now(), updated_at + interval '1 millisecond')
     where id = $1 returning *`,
    [friendlyId.slice('run_'.length)],
  )
  await beforePublishing()
  changeLog.publish(rows)
}
