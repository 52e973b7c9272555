import { applyMetadataOperations, type FlushedRunMetadata, type RunMetadataChangeOperation } from '@trigger.dev/core/v3'
import type { PlatformDeps } from '../http/deps'
import { RUN_CHANGED } from './change-run'
import { loadRun } from './load-run'
import type { RunRecord } from './run-record'
import { assertMetadataSize } from './trigger-options'

type MetadataDeps = Pick<PlatformDeps, 'pool' | 'environment' | 'changeLog'>
type Metadata = Record<string, unknown>

/**
 * Applies what a task flushed: changes of its own metadata, and of its parent's and its root's. A run without a parent
 * is its own parent and root here. Answers the run's metadata as it is then.
 */
export async function flushMetadata(
  deps: MetadataDeps,
  run: RunRecord,
  flushed: FlushedRunMetadata,
  now: Date,
): Promise<Metadata> {
  const parentId = run.parent_id ?? run.id
  const rootId = run.root_id ?? run.id
  if (flushed.parentOperations?.length) await changeMetadata(deps, parentId, operate(flushed.parentOperations), now)
  if (flushed.rootOperations?.length) await changeMetadata(deps, rootId, operate(flushed.rootOperations), now)
  return changeMetadata(deps, run.id, (current) => operate(flushed.operations ?? [])(flushed.metadata ?? current), now)
}

function operate(operations: RunMetadataChangeOperation[]): (current: Metadata) => Metadata {
  return (current) => (operations.length === 0 ? current : applyMetadataOperations(current, operations).newMetadata)
}

/** Reads, changes and writes only if nobody wrote in between, else again: no lock is held while operations run. */
async function changeMetadata(
  deps: MetadataDeps,
  runId: string,
  change: (current: Metadata) => Metadata,
  now: Date,
): Promise<Metadata> {
  for (;;) {
    const run = await loadRun(deps.pool, deps.environment.id, runId)
    if (!run) return {}
    const next = change(run.metadata === null ? {} : (JSON.parse(run.metadata) as Metadata))
    const text = JSON.stringify(next)
    if (text === (run.metadata ?? '{}')) return next
    assertMetadataSize(text)
    const { rows } = await deps.pool.query<RunRecord>({
      name: 'change-metadata',
      text: `update runs set metadata = $3, metadata_type = 'application/json', ${RUN_CHANGED}
             where id = $2 and revision = $4 returning *`,
      values: [now, runId, text, run.revision],
    })
    if (rows.length === 0) continue
    deps.changeLog.publish(rows)
    return next
  }
}
