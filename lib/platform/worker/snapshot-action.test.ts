import { expect, test } from 'vitest'
import type { LatestSnapshot } from './engine-client'
import { snapshotAction } from './snapshot-action'

function latest(
  executionStatus: string,
  extra: { attemptNumber?: number; waitpoints?: unknown[] } = {},
): LatestSnapshot {
  return {
    version: '1',
    snapshot: { id: 's', friendlyId: 'snapshot_s', executionStatus, description: '', createdAt: new Date(0) },
    run: { id: 'r', friendlyId: 'run_r', status: 'EXECUTING', attemptNumber: extra.attemptNumber ?? 1 },
    completedWaitpoints: extra.waitpoints ?? [],
  } as LatestSnapshot
}

test.each([
  ['EXECUTING', 'none'],
  ['EXECUTING_WITH_WAITPOINTS', 'none'],
  ['QUEUED_EXECUTING', 'none'],
  ['PENDING_CANCEL', 'cancel'],
  ['FINISHED', 'let-go'],
  ['QUEUED', 'let-go'],
  ['PENDING_EXECUTING', 'let-go'],
])('a run that is %s means: %s', (status, action) => {
  expect(snapshotAction(latest(status), 1)).toBe(action)
})

test('completed waitpoints let the attempt continue', () => {
  expect(snapshotAction(latest('EXECUTING', { waitpoints: [{}] }), 1)).toBe('continue')
})

test('an attempt that is not ours must not go on here as well', () => {
  expect(snapshotAction(latest('EXECUTING', { attemptNumber: 2 }), 1)).toBe('let-go')
})
