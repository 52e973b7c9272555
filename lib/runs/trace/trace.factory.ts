import type { TimelineRun } from './timeline'
import type { RunTrace, TraceItem } from './trace'

/** Test moments are milliseconds after the run was created. */
export const ORIGIN_MS = Date.UTC(2026, 10, 22, 10, 0, 0)
export const at = (ms: number) => new Date(ORIGIN_MS + ms)

type RunOverrides = Partial<Omit<TimelineRun, 'relatedRuns'>> & Partial<Pick<TimelineRun, 'relatedRuns'>>

const run = (overrides: RunOverrides): TimelineRun => ({
  id: 'run_main',
  taskId: 'import-csv',
  status: 'EXECUTING',
  createdAt: at(0),
  updatedAt: at(0),
  attemptCount: 1,
  relatedRuns: { children: [] },
  ...overrides,
})

export const timelineRun = {
  queued: (overrides: RunOverrides = {}) => run({ status: 'QUEUED', attemptCount: 0, ...overrides }),
  delayed: (untilMs: number) => run({ status: 'DELAYED', attemptCount: 0, delayedUntil: at(untilMs) }),
  executing: (overrides: RunOverrides = {}) => run({ startedAt: at(1_000), ...overrides }),
  completed: (overrides: RunOverrides = {}) =>
    run({ status: 'COMPLETED', startedAt: at(1_000), finishedAt: at(10_000), updatedAt: at(10_000), ...overrides }),
  failed: (overrides: RunOverrides = {}) =>
    run({ status: 'FAILED', startedAt: at(1_000), finishedAt: at(10_000), updatedAt: at(10_000), ...overrides }),
}

type ItemOverrides = Partial<Omit<TraceItem, 'startedAt'>> & { startMs?: number }

function item(kind: TraceItem['kind'], { startMs = 1_000, ...overrides }: ItemOverrides): TraceItem {
  return {
    id: 'span',
    parentId: null,
    runId: 'run_main',
    kind,
    name: kind,
    startedAt: at(startMs),
    durationMs: 1_000,
    isError: false,
    isCanceled: false,
    level: kind === 'log' ? 'INFO' : 'TRACE',
    attemptNumber: kind === 'run' ? null : 1,
    properties: null,
    exception: null,
    marks: [],
    ...overrides,
  }
}

export const traceItem = {
  root: (overrides: ItemOverrides = {}) => item('run', { id: 'root', startMs: 0, ...overrides }),
  attempt: (number: number, overrides: ItemOverrides = {}) =>
    item('attempt', {
      id: `a${number}`,
      parentId: 'root',
      attemptNumber: number,
      name: `Attempt ${number}`,
      ...overrides,
    }),
  failedAttempt: (number: number, overrides: ItemOverrides = {}) =>
    traceItem.attempt(number, {
      isError: true,
      exception: {
        type: 'Error',
        message: `attempt ${number} failed`,
        stack: `Error: attempt ${number} failed\n    at run`,
      },
      ...overrides,
    }),
  span: (id: string, overrides: ItemOverrides = {}) => item('span', { id, parentId: 'a1', name: id, ...overrides }),
  log: (id: string, overrides: ItemOverrides = {}) =>
    item('log', { id, parentId: 'a1', name: id, durationMs: 0, ...overrides }),
  wait: (id: string, overrides: ItemOverrides = {}) =>
    item('wait', { id, parentId: 'a1', name: 'wait.for()', ...overrides }),
  retry: (id: string, overrides: ItemOverrides = {}) =>
    item('retry', { id, parentId: 'root', attemptNumber: null, name: 'Retry #1 delay', ...overrides }),
  engine: (id: string, overrides: ItemOverrides = {}) =>
    item('engine', { id, parentId: 'root', attemptNumber: null, level: 'DEBUG', durationMs: 0, ...overrides }),
  childRun: (runId: string, overrides: ItemOverrides = {}) =>
    item('run', { id: `root-of-${runId}`, runId, parentId: 'a1', name: 'child-task', ...overrides }),
}

export const traceOf = (...items: TraceItem[]): RunTrace => ({ items, isTruncated: false, isSupported: true })
