import {
  type CompleteRunAttemptResult,
  type ConcurrencyLimitManifest,
  CreateBackgroundWorkerResponse,
  type DequeuedMessage,
  DevDequeueResponseBody,
  type QueueManifest,
  type TaskResource,
  type TaskRunError,
  type TaskRunExecution,
  type TaskRunExecutionRetry,
} from '@trigger.dev/core/v3'
import {
  WorkloadRunAttemptCompleteResponseBody,
  WorkloadRunAttemptStartResponseBody,
  WorkloadRunLatestSnapshotResponseBody,
} from '@trigger.dev/core/v3/workers'
import { SECRET_KEY } from './test-platform'

type TaskDefinition = Partial<TaskResource> & { id: string }

export interface StartedRun {
  id: string
  snapshotId: string
  execution: TaskRunExecution
  /** What the attempt finds in process.env because of the platform. */
  envVars: Record<string, string>
}

/** A worker that speaks the engine protocol and does what the test tells it to, instead of running code. */
export class TestWorker {
  id = ''
  version = ''
  readonly #origin: () => string

  constructor(origin: () => string) {
    this.#origin = origin
  }

  static async register(
    origin: () => string,
    tasks: TaskDefinition[],
    options: {
      contentHash?: string
      queues?: QueueManifest[]
      concurrencyLimits?: ConcurrencyLimitManifest[]
    } = {},
  ): Promise<TestWorker> {
    const worker = new TestWorker(origin)
    const metadata = {
      packageVersion: '4.8.3',
      contentHash: options.contentHash ?? JSON.stringify([tasks, options]),
      runtime: 'node',
      runtimeVersion: process.versions.node,
      tasks: tasks.map((task) => ({ filePath: `trigger/${task.id}.ts`, exportName: task.id, ...task })),
      queues: options.queues ?? [],
      concurrencyLimits: options.concurrencyLimits ?? [],
    }
    const reply = await worker.#post('/api/v1/projects/proj_contracttests/background-workers', {
      localOnly: true,
      engine: 'V2',
      metadata,
    })
    const registered = CreateBackgroundWorkerResponse.parse(reply)
    worker.id = registered.id
    worker.version = registered.version
    return worker
  }

  async dequeue(
    options: { maxRunCount?: number; oldWorkers?: string[]; holdMs?: number } = {},
  ): Promise<DequeuedMessage[]> {
    const body = {
      currentWorker: this.id,
      oldWorkers: options.oldWorkers ?? [],
      maxRunCount: options.maxRunCount,
      holdMs: options.holdMs,
    }
    return DevDequeueResponseBody.parse(await this.#post('/engine/v1/dev/dequeue', body)).dequeuedMessages
  }

  /** What can be had right now, without holding the call. */
  dequeueNow(maxRunCount = 10): Promise<DequeuedMessage[]> {
    return this.dequeue({ maxRunCount, holdMs: 0 })
  }

  async next(): Promise<DequeuedMessage> {
    const [message] = await this.dequeue()
    if (!message) throw new Error('No run arrived while the dequeue call was held')
    return message
  }

  async start(message: { runId: string; snapshotId: string }): Promise<StartedRun> {
    const reply = await this.#post(this.#path(message, 'attempts/start'), { isWarmStart: false })
    const { run, snapshot, execution, envVars } = WorkloadRunAttemptStartResponseBody.parse(reply)
    return { id: run.friendlyId, snapshotId: snapshot.friendlyId, execution, envVars: envVars ?? {} }
  }

  async startNext(): Promise<StartedRun> {
    const message = await this.next()
    return this.start({ runId: message.run.friendlyId, snapshotId: message.snapshot.friendlyId })
  }

  /** Takes whatever is queued and succeeds with it, until nothing is. */
  async drain(): Promise<void> {
    for (let messages = await this.dequeueNow(50); messages.length > 0; messages = await this.dequeueNow(50)) {
      for (const { run, snapshot } of messages) {
        await this.succeed(await this.start({ runId: run.friendlyId, snapshotId: snapshot.friendlyId }))
      }
    }
  }

  async succeed(run: StartedRun, output: unknown = null, flushed?: unknown): Promise<CompleteRunAttemptResult> {
    return this.complete(run, {
      ok: true,
      id: run.id,
      output: JSON.stringify(output),
      outputType: 'application/json',
      usage: { durationMs: 12 },
      ...flushedPacket(flushed),
    })
  }

  async fail(run: StartedRun, error: TaskRunError, retry?: TaskRunExecutionRetry): Promise<CompleteRunAttemptResult> {
    return this.complete(run, { ok: false, id: run.id, error, usage: { durationMs: 12 }, ...(retry && { retry }) })
  }

  async complete(run: { id: string; snapshotId: string }, completion: unknown): Promise<CompleteRunAttemptResult> {
    const reply = await this.#post(this.#path({ runId: run.id, snapshotId: run.snapshotId }, 'attempts/complete'), {
      completion,
    })
    return WorkloadRunAttemptCompleteResponseBody.parse(reply).result
  }

  async latest(runId: string) {
    const reply = await this.#call('GET', `/engine/v1/dev/runs/${runId}/snapshots/latest`)
    return WorkloadRunLatestSnapshotResponseBody.parse(reply).execution
  }

  /** Follows the run to its latest snapshot, as a worker does when it is notified. */
  async follow(run: StartedRun): Promise<StartedRun> {
    return { ...run, snapshotId: (await this.latest(run.id)).snapshot.friendlyId }
  }

  async heartbeat(run: StartedRun): Promise<void> {
    await this.#post(this.#path({ runId: run.id, snapshotId: run.snapshotId }, 'heartbeat'), {})
  }

  async waitUntil(
    runId: string,
    date: Date,
    idempotencyKey?: string,
  ): Promise<{ waitUntil: string; waitpoint: { id: string } }> {
    return (await this.#post(`/engine/v1/runs/${runId}/wait/duration`, { date, idempotencyKey })) as never
  }

  async disconnect(runIds: string[]): Promise<{ cancelled: number }> {
    return (await this.#post('/engine/v1/dev/disconnect', { runFriendlyIds: runIds })) as never
  }

  #path(run: { runId: string; snapshotId: string }, action: string): string {
    return `/engine/v1/dev/runs/${run.runId}/snapshots/${run.snapshotId}/${action}`
  }

  #post(path: string, body: unknown): Promise<unknown> {
    return this.#call('POST', path, body)
  }

  /** As the official CLI sends it: JSON under text/plain. */
  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#origin()}${path}`, {
      method,
      headers: { authorization: `Bearer ${SECRET_KEY}`, 'content-type': 'text/plain;charset=UTF-8' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new EngineRefusal(response.status, await response.text())
    return response.json()
  }
}

export class EngineRefusal extends Error {
  readonly status: number
  constructor(status: number, body: string) {
    super(`${status} ${body}`)
    this.status = status
  }
}

function flushedPacket(flushed: unknown) {
  return flushed === undefined
    ? {}
    : { flushedMetadata: { data: JSON.stringify(flushed), dataType: 'application/json' } }
}
