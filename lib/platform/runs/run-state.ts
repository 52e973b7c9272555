import type { StoredRunStatus } from './run-record'

/*
 *  trigger ──▶ RUN_CREATED (no worker knows the task: PENDING_VERSION)
 *     │            │ versionRegistered          cancel: from every state on this side ───────────────────┐
 *     ├──▶ DELAYED │                                                                                       │
 *     │       │ delayPassed                                                                                ▼
 *     └──▶ QUEUED ◀┴── requeue (the worker is gone) ───────────┐                                        FINISHED
 *             │ dequeue                                        │                                           ▲
 *             ▼                                                │                                           │
 *        PENDING_EXECUTING ────────────────────────────────────┤                                           │
 *             │ start                                          │ retryLater: back to QUEUED                │
 *             ▼                     retryNow: a new snapshot,  │                                           │
 *         EXECUTING ◀─┐             then start again           │                                           │
 *          │  ▲ ▲ └───┴────────────────────────────────────────┤ succeed, fail ────────────────────────────┤
 *    block │  │ │ admit (the lane has room again)              │                                           │
 *          ▼  │ └─────────── QUEUED_EXECUTING ◀─ resumeLater ─┐│                                           │
 *  EXECUTING_WITH_WAITPOINTS ─────────────────────────────────┴┘                                           │
 *             │ resume: every waitpoint is complete                                                        │
 *             │                                                                                            │
 *  any leased state ── cancel ──▶ PENDING_CANCEL (the run is CANCELED already) ── release ─────────────────┘
 *
 *  Execution status is what worker and platform agree on; run status is what people see. Every arrow makes a new
 *  snapshot. The SQL of the actions takes its guards (sourcesOf) and its targets (transition) from this table.
 */

export type ExecutionStatus =
  | 'RUN_CREATED'
  | 'DELAYED'
  | 'QUEUED'
  | 'PENDING_EXECUTING'
  | 'EXECUTING'
  | 'EXECUTING_WITH_WAITPOINTS'
  | 'QUEUED_EXECUTING'
  | 'PENDING_CANCEL'
  | 'FINISHED'

/** 'by error': the failure says which final status it is, see failure-status.ts. 'unchanged': the run keeps its word. */
export type RunOutcome = StoredRunStatus | 'by error' | 'unchanged'

export interface RunTransition {
  execution: ExecutionStatus
  run: RunOutcome
}

const queued = { execution: 'QUEUED', run: 'PENDING' } as const
const requeued = { execution: 'QUEUED', run: 'RETRYING_AFTER_FAILURE' } as const
const executing = { execution: 'EXECUTING', run: 'EXECUTING' } as const
const waiting = { execution: 'EXECUTING_WITH_WAITPOINTS', run: 'WAITING_TO_RESUME' } as const
const succeeded = { execution: 'FINISHED', run: 'COMPLETED_SUCCESSFULLY' } as const
const failed = { execution: 'FINISHED', run: 'by error' } as const
const expired = { execution: 'FINISHED', run: 'EXPIRED' } as const
const canceled = { execution: 'FINISHED', run: 'CANCELED' } as const
const canceling = { execution: 'PENDING_CANCEL', run: 'CANCELED' } as const
const released = { execution: 'FINISHED', run: 'unchanged' } as const

const TRANSITIONS = {
  versionRegistered: { RUN_CREATED: queued },
  delayPassed: { DELAYED: queued },
  expire: { QUEUED: expired },
  dequeue: { QUEUED: { execution: 'PENDING_EXECUTING', run: 'DEQUEUED' } },
  requeue: {
    PENDING_EXECUTING: queued,
    EXECUTING: queued,
    EXECUTING_WITH_WAITPOINTS: queued,
    QUEUED_EXECUTING: queued,
  },
  start: { PENDING_EXECUTING: executing, EXECUTING: executing },
  block: { EXECUTING: waiting, EXECUTING_WITH_WAITPOINTS: waiting },
  resume: { EXECUTING_WITH_WAITPOINTS: executing },
  resumeLater: { EXECUTING_WITH_WAITPOINTS: { execution: 'QUEUED_EXECUTING', run: 'WAITING_TO_RESUME' } },
  admit: { QUEUED_EXECUTING: executing },
  retryNow: { EXECUTING: { execution: 'EXECUTING', run: 'RETRYING_AFTER_FAILURE' } },
  retryLater: {
    PENDING_EXECUTING: requeued,
    EXECUTING: requeued,
    EXECUTING_WITH_WAITPOINTS: requeued,
    QUEUED_EXECUTING: requeued,
  },
  succeed: { EXECUTING: succeeded, EXECUTING_WITH_WAITPOINTS: succeeded, QUEUED_EXECUTING: succeeded },
  fail: {
    QUEUED: failed,
    PENDING_EXECUTING: failed,
    EXECUTING: failed,
    EXECUTING_WITH_WAITPOINTS: failed,
    QUEUED_EXECUTING: failed,
  },
  cancel: {
    RUN_CREATED: canceled,
    DELAYED: canceled,
    QUEUED: canceled,
    PENDING_EXECUTING: canceling,
    EXECUTING: canceling,
    EXECUTING_WITH_WAITPOINTS: canceling,
    QUEUED_EXECUTING: canceling,
  },
  release: { PENDING_CANCEL: released },
} as const satisfies Record<string, Partial<Record<ExecutionStatus, RunTransition>>>

export type RunEvent = keyof typeof TRANSITIONS

export const RUN_EVENTS = Object.keys(TRANSITIONS) as RunEvent[]

/** Where the event leads from here, or null when it cannot happen here. */
export function transition(from: ExecutionStatus, event: RunEvent): RunTransition | null {
  const targets: Partial<Record<ExecutionStatus, RunTransition>> = TRANSITIONS[event]
  return targets[from] ?? null
}

/** The states in which the event can happen: the guard of its statement. */
export function sourcesOf(event: RunEvent): ExecutionStatus[] {
  return Object.keys(TRANSITIONS[event]) as ExecutionStatus[]
}

/** The states a worker holds a lease in: it must give signs of life. */
export const LEASED: readonly ExecutionStatus[] = [
  'PENDING_EXECUTING',
  'EXECUTING',
  'EXECUTING_WITH_WAITPOINTS',
  'QUEUED_EXECUTING',
  'PENDING_CANCEL',
]

/** The states that take a place in the concurrency limit. A waiting run gives its place back. */
export const HOLDS_SLOT: readonly ExecutionStatus[] = ['PENDING_EXECUTING', 'EXECUTING', 'PENDING_CANCEL']
