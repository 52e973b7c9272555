import { type DequeuedMessage, DevDequeueRequestBody } from '@trigger.dev/core/v3'
import { BackgroundWorkerId } from '@trigger.dev/core/v3/isomorphic'
import { Hono } from 'hono'
import { z } from 'zod'
import { type DequeuedRun, dequeueRuns } from '../../runs/dequeue-runs'
import { machinePreset } from '../../runs/machine-preset'
import { presentSnapshot } from '../../runs/present-snapshot'
import { requeueRun } from '../../runs/requeue-run'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'

const MAX_HOLD_MS = 10_000
const MAX_RUNS_PER_CALL = 50

/** Additions of this platform: the official CLI takes one run per call and has it held for as long as it may be. */
const DequeueBody = DevDequeueRequestBody.extend({
  maxRunCount: z.number().int().min(1).max(MAX_RUNS_PER_CALL).default(1),
  holdMs: z.number().int().min(0).max(MAX_HOLD_MS).default(MAX_HOLD_MS),
})

export function engineDequeueRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.post('/engine/v1/dev/dequeue', async (c) => {
    await authenticate(deps, c.req.raw)
    const body = await readBody(c, DequeueBody)
    const request = {
      currentWorkerId: BackgroundWorkerId.toId(body.currentWorker),
      oldWorkerIds: body.oldWorkers.map((id) => BackgroundWorkerId.toId(id)),
      maxRunCount: body.maxRunCount,
    }
    deps.presence.seen([request.currentWorkerId], new Date())
    deps.presence.serves([request.currentWorkerId, ...request.oldWorkerIds], new Date())
    const until = AbortSignal.any([c.req.raw.signal, deps.stopping, AbortSignal.timeout(body.holdMs)])
    const dequeued = await holdUntilDequeued(deps, request, until)
    deps.presence.seen([request.currentWorkerId], new Date())
    if (c.req.raw.signal.aborted) await giveBack(deps, dequeued)
    return c.json({ dequeuedMessages: dequeued.map((run) => presentDequeued(deps, run)) })
  })

  return routes
}

/** Look, wait, look: the wait is armed before the look, so a run queued in between is not missed. */
async function holdUntilDequeued(
  deps: PlatformDeps,
  request: Parameters<typeof dequeueRuns>[1],
  until: AbortSignal,
): Promise<DequeuedRun[]> {
  for (;;) {
    const queued = nextQueued(deps, until)
    const dequeued = await dequeueRuns(deps, request, new Date())
    if (dequeued.length > 0 || until.aborted) {
      queued.forget()
      return dequeued
    }
    await queued.promise
    if (until.aborted) return []
  }
}

function nextQueued(deps: PlatformDeps, until: AbortSignal): { promise: Promise<void>; forget: () => void } {
  let forget = () => {}
  const promise = new Promise<void>((resolve) => {
    const off = deps.signals.on('queued', () => forget())
    forget = () => {
      off()
      until.removeEventListener('abort', forget)
      resolve()
    }
    until.addEventListener('abort', forget)
    if (until.aborted) forget()
  })
  return { promise, forget }
}

/** The worker hung up while its runs were being leased: nobody would ever start them. */
async function giveBack(deps: PlatformDeps, dequeued: DequeuedRun[]): Promise<void> {
  for (const { run, snapshotId } of dequeued) {
    await requeueRun(deps, { run_id: run.id, snapshot_id: snapshotId }, { attempts: 0, inARow: 0 }, new Date())
  }
}

function presentDequeued(deps: PlatformDeps, dequeued: DequeuedRun): DequeuedMessage {
  const { run, snapshotId, workerId, workerVersion, workerRuntime } = dequeued
  const snapshot = { snapshot_id: snapshotId, status: 'PENDING_EXECUTING', updated_at: run.updated_at } as const
  const described = presentSnapshot(run, snapshot)
  return {
    version: '1',
    dequeuedAt: run.updated_at,
    snapshot: described.snapshot,
    completedWaitpoints: [],
    backgroundWorker: {
      id: workerId,
      friendlyId: BackgroundWorkerId.toFriendlyId(workerId),
      version: workerVersion,
      ...(workerRuntime && { runtime: workerRuntime }),
    },
    deployment: {},
    run: {
      id: run.id,
      friendlyId: described.run.friendlyId,
      isTest: run.is_test,
      isReplay: run.replayed_from !== null,
      machine: machinePreset(run.machine, dequeued.machine),
      attemptNumber: run.attempt_number,
      masterQueue: 'main',
      traceContext: { traceparent: `00-${run.trace_id}-${run.span_id}-01` },
    },
    environment: { id: deps.environment.id, type: 'DEVELOPMENT' },
    organization: { id: deps.environment.organizationId },
    project: { id: deps.environment.projectId },
  }
}
