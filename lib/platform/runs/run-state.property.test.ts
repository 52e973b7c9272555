import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExecutionStatus, HOLDS_SLOT, LEASED, RUN_EVENTS, type RunEvent, transition } from './run-state'
import { propertyFactor } from './testing/env'

const BORN: ExecutionStatus[] = ['RUN_CREATED', 'DELAYED', 'QUEUED']
const NOBODY_HOLDS_IT: readonly ExecutionStatus[] = [...BORN, 'FINISHED']

interface Step {
  event: RunEvent
  from: ExecutionStatus
  to: ExecutionStatus
  word: string
}

/** What becomes of a run to which these events happen: those that cannot happen where it is are refused. */
function live(born: ExecutionStatus, events: readonly RunEvent[]): Step[] {
  const steps: Step[] = []
  let state = born
  for (const event of events) {
    const target = transition(state, event)
    if (!target) continue
    steps.push({ event, from: state, to: target.execution, word: target.run })
    state = target.execution
  }
  return steps
}

const life = fc
  .tuple(fc.constantFrom(...BORN), fc.array(fc.constantFrom(...RUN_EVENTS), { maxLength: 60 }))
  .map(([born, events]) => ({ born, steps: live(born, events) }))

const holds = (property: (run: { born: ExecutionStatus; steps: Step[] }) => void) =>
  fc.assert(fc.property(life, property), { numRuns: 2_000 * propertyFactor })

describe('whatever happens to a run', () => {
  it('ends at most once, and nothing happens afterwards', () =>
    holds(({ steps }) => {
      const end = steps.findIndex((step) => step.to === 'FINISHED')
      expect(end === -1 || end === steps.length - 1).toBe(true)
    }))

  it('is executed only by a worker it was handed to', () =>
    holds(({ born, steps }) => {
      let isHeld = false
      for (const { event, from, to } of steps) {
        if (event === 'dequeue') isHeld = true
        else if (NOBODY_HOLDS_IT.includes(to)) isHeld = false
        expect(LEASED.includes(to)).toBe(isHeld)
        if (event === 'start') expect(LEASED).toContain(from)
      }
      expect(LEASED).not.toContain(born)
    }))

  it('takes a place in its queue by being handed out or admitted, by nothing else', () =>
    holds(({ steps }) => {
      const taken = steps.filter(({ from, to }) => HOLDS_SLOT.includes(to) && !HOLDS_SLOT.includes(from))
      for (const { event, from } of taken) {
        if (event === 'cancel') expect(LEASED).toContain(from)
        else expect(['dequeue', 'admit', 'resume']).toContain(event)
      }
    }))

  it('says CANCELED to the end once it was canceled', () =>
    holds(({ steps }) => {
      const canceled = steps.findIndex(({ event }) => event === 'cancel')
      if (canceled === -1) return
      for (const { word } of steps.slice(canceled + 1)) expect(word).toBe('unchanged')
    }))

  it('can be canceled and let go of until it has ended', () =>
    holds(({ born, steps }) => {
      const at = steps.at(-1)?.to ?? born
      const ending = live(at, ['cancel', 'release'])
      expect((ending.at(-1)?.to ?? at) === 'FINISHED').toBe(true)
    }))
})
