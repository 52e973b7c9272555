import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { TestPlatform } from '../contract/test-platform'
import { EngineRefusal, TestWorker } from '../contract/test-worker'
import { repair } from '../sweeper/repair'
import { sweep } from '../sweeper/sweep'
import { isFinalStatus } from './api-run-status'
import type { StoredRunStatus } from './run-record'
import { type ExecutionStatus, RUN_EVENTS, sourcesOf, transition } from './run-state'
import { type AuditedStep, clearRuns, installAudit, readAudit } from './testing/audit-trail'
import { propertyFactor } from './testing/env'
import { type Act, actsOn, anyAct } from './testing/random-acts'

let test: TestPlatform
let worker: TestWorker
type World = ReturnType<typeof actsOn>

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  const retry = { maxAttempts: 2 }
  worker = await TestWorker.register(
    () => test.origin,
    [
      { id: 'wide', retry },
      { id: 'narrow', retry, queue: { name: 'narrow', concurrencyLimit: 2 } },
    ],
    { queues: [{ name: 'narrow', concurrencyLimit: 2 }] },
  )
  await installAudit(test)
})
afterAll(() => test.end())

/** Everybody acts at the same moment. Being refused is in order, anything else that goes wrong is a fault. */
async function actAtOnce(world: World, round: Act[]): Promise<void> {
  const outcomes = await Promise.allSettled(round.map(({ name, pick }) => world.acts[name](pick)))
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue
    const isRefusal = outcome.reason instanceof EngineRefusal && outcome.reason.status < 500
    if (!isRefusal) throw outcome.reason
  }
}

const BUSY: Act[][] = [
  Array.from({ length: 8 }, (_, pick) => ({ name: 'trigger', pick })),
  [{ name: 'dequeue', pick: 3 }],
  [{ name: 'dequeue', pick: 2 }],
  Array.from({ length: 5 }, (_, pick) => ({ name: 'start', pick })),
]

/** Time passes and a worker does whatever it is given, until nothing is alive any more. */
async function liveToTheEnd(): Promise<number> {
  for (let round = 0; ; round++) {
    await test.query(`update executions set available_at = now(), heartbeat_at = heartbeat_at - interval '1 hour'`)
    await test.query(`update waitpoints set completed_after = now() where completed_after is not null`)
    await sweep(test.platform.deps, new Date(0), new Date())
    await repair(test.platform.deps, new Date())
    for (const { run, snapshot } of await worker.dequeueNow(50)) {
      const started = await worker.start({ runId: run.friendlyId, snapshotId: snapshot.friendlyId })
      await worker.succeed(started)
    }
    const { rows } = await test.query(`select 1 from executions where status <> 'FINISHED' limit 1`)
    if (rows.length === 0 || round === 60) return rows.length
  }
}

const ARROWS = new Set(
  RUN_EVENTS.flatMap((event) => sourcesOf(event).map((from) => `${from} ${transition(from, event)?.execution}`)),
)

/** What people see of a run in each state: what leads there says so. */
function isTold(execution: ExecutionStatus, word: StoredRunStatus): boolean {
  if (execution === 'FINISHED') return isFinalStatus(word)
  if (execution === 'RUN_CREATED') return word === 'PENDING_VERSION'
  if (execution === 'DELAYED') return word === 'DELAYED'
  if (execution === 'QUEUED' && word === 'PENDING') return true
  return RUN_EVENTS.some((event) =>
    sourcesOf(event).some((from) => {
      const target = transition(from, event)
      return target?.execution === execution && target.run === word
    }),
  )
}

async function expectConsistentRows(): Promise<void> {
  const { rows } = await test.query<{ execution: ExecutionStatus; word: StoredRunStatus; final: string | null }>(
    `select distinct e.status as execution, r.status as word, r.final_status as final
     from runs r join executions e on e.run_id = r.id`,
  )
  expect(rows.filter(({ execution, word }) => !isTold(execution, word))).toEqual([])
  expect(rows.filter(({ word, final }) => final !== (isFinalStatus(word) ? word : null))).toEqual([])
}

function expectUnbrokenChains(steps: AuditedStep[]): void {
  const last = new Map<string, AuditedStep>()
  for (const step of steps) {
    expect(ARROWS).toContain(`${step.from_status} ${step.to_status}`)
    const before = last.get(step.run_id)
    if (before) expect([step.from_status, step.from_snapshot]).toEqual([before.to_status, before.to_snapshot])
    expect(step.to_snapshot).not.toBe(step.from_snapshot)
    if (step.places !== null) expect(step.places_taken).toBeLessThanOrEqual(step.places)
    last.set(step.run_id, step)
  }
}

/** A verdict moved its run from the very snapshot it was given on; canceled runs take any, to be let go of. */
function expectOneVerdictPerSnapshot(world: World, steps: AuditedStep[]): void {
  for (const { runId, snapshotId } of world.verdicts) {
    const ofRun = steps.filter((step) => `run_${step.run_id}` === runId)
    const moved = ofRun.filter((step) => `snapshot_${step.from_snapshot}` === snapshotId)
    const released = ofRun.some((step) => step.from_status === 'PENDING_CANCEL' && step.to_status === 'FINISHED')
    expect(released || moved.length === 1, `${runId} ${snapshotId}`).toBe(true)
  }
  expect(new Set(world.attempts).size, 'attempts that began').toBe(world.attempts.length)
}

describe('callers, workers and time acting on the same runs at once', () => {
  it(
    'move every run along the map only, keep its places and its end, and let it end',
    async () => {
      const rounds = fc.array(fc.array(anyAct, { minLength: 2, maxLength: 10 }), { minLength: 8, maxLength: 20 })
      const property = fc.asyncProperty(rounds, async (schedule) => {
        await clearRuns(test)
        const world = actsOn(test, worker)
        for (const round of [...BUSY, ...schedule]) {
          await actAtOnce(world, round)
          await expectConsistentRows()
        }
        expect(await liveToTheEnd(), 'runs that never end').toBe(0)
        await expectConsistentRows()
        const { steps, broken } = await readAudit(test)
        expect(broken).toEqual([])
        expectUnbrokenChains(steps)
        expectOneVerdictPerSnapshot(world, steps)
      })
      // What races does not fail the same way twice, so looking for a smaller example would only take time.
      await fc.assert(property, { numRuns: 8 * propertyFactor, endOnFailure: true })
    },
    60_000 * (1 + propertyFactor),
  )
})
