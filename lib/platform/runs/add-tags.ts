import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { RUN_CHANGED } from './change-run'
import type { RunRecord } from './run-record'
import { MAX_TAGS } from './trigger-options'

/** Adds the tags the run does not have yet; answers how many that were. Finished runs can be tagged too. */
export async function addTags(
  deps: Pick<PlatformDeps, 'pool' | 'changeLog'>,
  run: RunRecord,
  tags: string[],
  now: Date,
): Promise<number> {
  const added = [...new Set(tags)].filter((tag) => tag.trim() !== '' && !run.tags.includes(tag))
  if (added.length === 0) return 0
  const { rows } = await deps.pool.query<RunRecord>(
    `update runs set tags = tags || array(select unnest($3::text[]) except select unnest(tags)), ${RUN_CHANGED}
     where id = $2 and cardinality(tags || array(select unnest($3::text[]) except select unnest(tags))) <= ${MAX_TAGS} returning *`,
    [now, run.id, added],
  )
  if (rows.length === 0) {
    const total = run.tags.length + added.length
    throw new ApiError(422, `Runs can only have ${MAX_TAGS} tags, you're trying to set ${total}.`)
  }
  deps.changeLog.publish(rows)
  return added.length
}
