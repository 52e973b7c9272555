import fc from 'fast-check'
import type { TestPlatform } from '../../contract/test-platform'
import { EngineRefusal, type StartedRun, type TestWorker } from '../../contract/test-worker'
import { sweep } from '../../sweeper/sweep'

const EVER = new Date(0)
const TASKS = ['narrow', 'wide'] as const

/** What a worker believes to hold; it may be wrong, and then the platform has to say so. */
interface Held {
  runId: string
  snapshotId: string
}

/** One thing that someone does; `pick` chooses among the runs or leases there are at that moment. */
export interface Act {
  name: ActName
  pick: number
}

const OFTEN: ActName[] = [
  'trigger',
  'triggerKeyed',
  'dequeue',
  'dequeue',
  'start',
  'start',
  'succeed',
  'wait',
  'follow',
]
const NOW_AND_THEN: ActName[] = [
  ...(['start', 'triggerDelayed', 'triggerAndWait', 'failForGood', 'retryNow', 'retryLater', 'heartbeat'] as const),
  ...(['cancel', 'giveBack', 'loseWorker', 'passDelay', 'endWait', 'expire', 'sweep'] as const),
]

export const anyAct: fc.Arbitrary<Act> = fc.record({
  name: fc.constantFrom(...OFTEN, ...NOW_AND_THEN),
  pick: fc.nat({ max: 1_000 }),
})

export type ActName = keyof ReturnType<typeof actsOn>['acts']

/** How the snapshots of one lease begin, see LEASE_OF. */
const leaseOf = (snapshotFriendlyId: string) => snapshotFriendlyId.replace(/^snapshot_/, '').slice(0, 12)

/** What callers, workers and time do to one platform, with what callers and workers remember. */
export function actsOn(test: TestPlatform, worker: TestWorker) {
  const runIds: string[] = []
  const held: Held[] = []
  const verdicts: Held[] = []
  const attempts: string[] = []
  const taskOf = (pick: number) => TASKS[pick % TASKS.length] as string

  async function trigger(pick: number, options: Record<string, unknown>) {
    const reply = await test.call('POST', `/api/v1/tasks/${taskOf(pick)}/trigger`, { payload: {}, options })
    if (reply.status !== 200) throw new EngineRefusal(reply.status, JSON.stringify(reply.body))
    const { id } = reply.body as { id: string }
    if (!runIds.includes(id)) runIds.push(id)
  }
  const some = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)]

  async function withHeld(pick: number, act: (lease: Held) => Promise<void>) {
    const lease = some(held, pick)
    if (lease) await act(lease)
  }
  const asStarted = ({ runId, snapshotId }: Held) => ({ id: runId, snapshotId }) as StartedRun

  const verdict = (pick: number, give: (run: StartedRun) => Promise<{ snapshot: { friendlyId: string } }>) =>
    withHeld(pick, async (lease) => {
      const { runId, snapshotId } = lease
      const result = await give(asStarted(lease))
      verdicts.push({ runId, snapshotId })
      lease.snapshotId = result.snapshot.friendlyId
    })

  const change = (statement: string, runId: string | undefined) =>
    test.query(statement, [runId?.replace(/^run_/, '') ?? '']).then(() => undefined)

  return {
    runIds,
    verdicts,
    attempts,
    acts: {
      trigger: (pick: number) => trigger(pick, {}),
      triggerKeyed: (pick: number) =>
        trigger(pick, { idempotencyKey: `key-${pick % 3}`, concurrencyKey: `k${pick % 2}` }),
      triggerDelayed: (pick: number) => trigger(pick, { delay: '1h' }),
      dequeue: async (pick: number) => {
        for (const { run, snapshot } of await worker.dequeueNow(1 + (pick % 4)))
          held.push({ runId: run.friendlyId, snapshotId: snapshot.friendlyId })
      },
      start: (pick: number) =>
        withHeld(pick, async (lease) => {
          const started = await worker.start({ runId: lease.runId, snapshotId: lease.snapshotId })
          lease.snapshotId = started.snapshotId
          attempts.push(`${lease.runId} ${started.execution.attempt.number}`)
        }),
      succeed: (pick: number) => verdict(pick, (run) => worker.succeed(run, pick)),
      failForGood: (pick: number) => verdict(pick, (run) => worker.fail(run, { type: 'STRING_ERROR', raw: 'no' })),
      retryNow: (pick: number) =>
        verdict(pick, (run) =>
          worker.fail(run, { type: 'STRING_ERROR', raw: 'again' }, { timestamp: Date.now(), delay: 0 }),
        ),
      retryLater: (pick: number) =>
        verdict(pick, (run) =>
          worker.fail(run, { type: 'STRING_ERROR', raw: 'later' }, { timestamp: Date.now() + 31_000, delay: 31_000 }),
        ),
      wait: (pick: number) =>
        withHeld(pick, async ({ runId }) => void (await worker.waitUntil(runId, new Date(Date.now() + 3_600_000)))),
      triggerAndWait: (pick: number) =>
        withHeld(pick, ({ runId }) =>
          trigger(pick, { parentRunId: runId, resumeParentOnCompletion: true, idempotencyKey: `child-${pick % 5}` }),
        ),
      /** As workers do when they are notified; they know their own lease by how its snapshots begin. */
      follow: (pick: number) =>
        withHeld(pick, async (lease) => {
          const { friendlyId } = (await worker.latest(lease.runId)).snapshot
          if (leaseOf(friendlyId) === leaseOf(lease.snapshotId)) lease.snapshotId = friendlyId
        }),
      heartbeat: (pick: number) => withHeld(pick, (lease) => worker.heartbeat(asStarted(lease))),
      cancel: async (pick: number) => {
        const runId = some(runIds, pick)
        const reply = runId && (await test.call('POST', `/api/v2/runs/${runId}/cancel`))
        if (reply && reply.status !== 200) throw new EngineRefusal(reply.status, JSON.stringify(reply.body))
      },
      giveBack: (pick: number) => withHeld(pick, async ({ runId }) => void (await worker.disconnect([runId]))),
      loseWorker: async (pick: number) => {
        await change(
          `update executions set heartbeat_at = now() - interval '1 hour' where run_id = $1`,
          some(held, pick)?.runId,
        )
        await sweep(test.platform.deps, EVER, new Date())
      },
      passDelay: (pick: number) =>
        change('update executions set available_at = now() where run_id = $1', some(runIds, pick)),
      endWait: (pick: number) =>
        change(
          `update waitpoints set completed_after = now() where type = 'DATETIME' and status = 'PENDING'
           and id in (select waitpoint_id from run_waitpoints where run_id = $1)`,
          some(held, pick)?.runId,
        ),
      expire: (pick: number) =>
        change(
          'update executions set expires_at = now() where run_id = $1 and expires_at is not null',
          some(runIds, pick),
        ),
      sweep: () => sweep(test.platform.deps, EVER, new Date()),
    },
  }
}
