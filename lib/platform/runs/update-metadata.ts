import { applyMetadataOperations, type FlushedRunMetadata, type RunMetadataChangeOperation } from '@trigger.dev/core/v3'
import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import type { Metadata } from './metadata-writer'
import type { RunRecord } from './run-record'

type MetadataDeps = Pick<PlatformDeps, 'metadata' | 'log'>

/**
 * Applies what a task flushed: changes of its own metadata, and of its parent's and its root's. A run without a parent
 * is its own parent and root here. Answers the run's metadata as it is then.
 */
export async function flushMetadata(
  deps: MetadataDeps,
  run: RunRecord,
  flushed: FlushedRunMetadata,
): Promise<Metadata> {
  await tellRelative(deps, run.parent_id ?? run.id, flushed.parentOperations)
  await tellRelative(deps, run.root_id ?? run.id, flushed.rootOperations)
  return deps.metadata.change(run.id, (current) => operate(flushed.metadata ?? current, flushed.operations))
}

/** A child cannot help it that there is no room left: what it tells then is left out, as on a real server. */
async function tellRelative(
  deps: MetadataDeps,
  runId: string,
  operations: RunMetadataChangeOperation[] | undefined,
): Promise<void> {
  if (!operations?.length) return
  await deps.metadata
    .change(runId, (current) => operate(current, operations))
    .catch((cause: unknown) => leaveOut(deps, runId, cause))
}

/** Rethrows everything but that the metadata would be too large. */
export function leaveOut(deps: MetadataDeps, runId: string, cause: unknown): void {
  if (!(cause instanceof ApiError) || cause.status !== 413) throw cause
  deps.log.warn({ runId }, 'what was told in metadata was left out: it would be too large')
}

function operate(current: Metadata, operations: RunMetadataChangeOperation[] | undefined): Metadata {
  return operations?.length ? applyMetadataOperations(current, operations).newMetadata : current
}
