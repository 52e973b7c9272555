import type { RunRow } from './run'

let made = 0

/** A run for tests; ids count up and the times are fixed. */
function make(overrides: Partial<RunRow>): RunRow {
  made += 1
  const createdAt = overrides.createdAt ?? new Date('2026-11-22T10:00:00Z')
  return {
    id: `run_test${made}`,
    status: 'QUEUED',
    taskId: 'import-csv',
    tags: [],
    isTest: false,
    createdAt,
    updatedAt: createdAt,
    durationMs: 0,
    ...overrides,
  }
}

export const run = {
  queued: (overrides: Partial<RunRow> = {}) => make(overrides),
  executing: (overrides: Partial<RunRow> = {}) =>
    make({ status: 'EXECUTING', startedAt: new Date('2026-11-22T10:00:01Z'), ...overrides }),
  completed: (overrides: Partial<RunRow> = {}) =>
    make({
      status: 'COMPLETED',
      startedAt: new Date('2026-11-22T10:00:01Z'),
      finishedAt: new Date('2026-11-22T10:00:05Z'),
      ...overrides,
    }),
}
