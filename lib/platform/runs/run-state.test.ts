import { TaskRunExecutionStatus, TaskRunStatus } from '@trigger.dev/core/v3'
import { describe, expect, it } from 'vitest'
import { type ExecutionStatus, HOLDS_SLOT, LEASED, RUN_EVENTS, sourcesOf, transition } from './run-state'

const STATES: ExecutionStatus[] = [
  'RUN_CREATED',
  'DELAYED',
  'QUEUED',
  'PENDING_EXECUTING',
  'EXECUTING',
  'EXECUTING_WITH_WAITPOINTS',
  'QUEUED_EXECUTING',
  'PENDING_CANCEL',
  'FINISHED',
]

/** Every arrow there is, written down a second time on purpose: a change of the table must be meant. */
const ARROWS = new Set([
  'RUN_CREATED versionRegistered QUEUED',
  'DELAYED delayPassed QUEUED',
  'QUEUED expire FINISHED',
  'QUEUED dequeue PENDING_EXECUTING',
  'PENDING_EXECUTING requeue QUEUED',
  'EXECUTING requeue QUEUED',
  'EXECUTING_WITH_WAITPOINTS requeue QUEUED',
  'QUEUED_EXECUTING requeue QUEUED',
  'PENDING_EXECUTING start EXECUTING',
  'EXECUTING start EXECUTING',
  'EXECUTING block EXECUTING_WITH_WAITPOINTS',
  'EXECUTING_WITH_WAITPOINTS block EXECUTING_WITH_WAITPOINTS',
  'EXECUTING_WITH_WAITPOINTS resume EXECUTING',
  'EXECUTING_WITH_WAITPOINTS resumeLater QUEUED_EXECUTING',
  'QUEUED_EXECUTING admit EXECUTING',
  'EXECUTING retryNow EXECUTING',
  'PENDING_EXECUTING retryLater QUEUED',
  'EXECUTING retryLater QUEUED',
  'EXECUTING_WITH_WAITPOINTS retryLater QUEUED',
  'QUEUED_EXECUTING retryLater QUEUED',
  'EXECUTING succeed FINISHED',
  'EXECUTING_WITH_WAITPOINTS succeed FINISHED',
  'QUEUED_EXECUTING succeed FINISHED',
  'QUEUED fail FINISHED',
  'PENDING_EXECUTING fail FINISHED',
  'EXECUTING fail FINISHED',
  'EXECUTING_WITH_WAITPOINTS fail FINISHED',
  'QUEUED_EXECUTING fail FINISHED',
  'RUN_CREATED cancel FINISHED',
  'DELAYED cancel FINISHED',
  'QUEUED cancel FINISHED',
  'PENDING_EXECUTING cancel PENDING_CANCEL',
  'EXECUTING cancel PENDING_CANCEL',
  'EXECUTING_WITH_WAITPOINTS cancel PENDING_CANCEL',
  'QUEUED_EXECUTING cancel PENDING_CANCEL',
  'PENDING_CANCEL release FINISHED',
])

describe('the run state machine', () => {
  it.each(STATES.flatMap((from) => RUN_EVENTS.map((event) => [from, event] as const)))(
    '%s on %s goes where the map says, or nowhere',
    (from, event) => {
      const target = transition(from, event)
      const arrow = [...ARROWS].find((candidate) => candidate.startsWith(`${from} ${event} `))
      expect(target ? `${from} ${event} ${target.execution}` : undefined).toBe(arrow)
      expect(sourcesOf(event).includes(from)).toBe(target !== null)
    },
  )

  it('uses only words that workers and clients of Trigger.dev know', () => {
    for (const from of STATES) {
      expect(TaskRunExecutionStatus).toHaveProperty(from)
      for (const event of RUN_EVENTS) {
        const outcome = transition(from, event)?.run
        if (outcome && outcome !== 'by error' && outcome !== 'unchanged') expect(TaskRunStatus).toHaveProperty(outcome)
      }
    }
  })

  it('never leaves FINISHED', () => {
    for (const event of RUN_EVENTS) expect(transition('FINISHED', event)).toBeNull()
  })

  it('can end from every state, so that no run is stuck', () => {
    const next = (from: ExecutionStatus) => RUN_EVENTS.flatMap((event) => transition(from, event)?.execution ?? [])
    for (const start of STATES) {
      const reached = new Set([start])
      for (const state of reached) for (const target of next(state)) reached.add(target)
      expect(reached).toContain('FINISHED')
    }
  })

  it('cancels a leased run in two steps and any other at once', () => {
    for (const from of sourcesOf('cancel')) {
      expect(transition(from, 'cancel')).toEqual({
        execution: LEASED.includes(from) ? 'PENDING_CANCEL' : 'FINISHED',
        run: 'CANCELED',
      })
    }
  })

  it('gives the place of a waiting run back', () => {
    expect(LEASED.filter((state) => !HOLDS_SLOT.includes(state))).toEqual([
      'EXECUTING_WITH_WAITPOINTS',
      'QUEUED_EXECUTING',
    ])
  })
})
