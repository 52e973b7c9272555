import { maxOldSpaceSizeForMachine } from '@trigger.dev/core/v3/machines'
import type { TaskRunExecutionResult } from '@trigger.dev/core/v3/schemas'
import { sleepUnlessAborted } from './backoff'
import { crashError, type ThreadOutcome } from './crash-error'
import type { CompletedAttempt, Dequeued, EngineClient, StartedAttempt } from './engine-client'
import type { WorkerLog } from './log'
import { snapshotAction } from './snapshot-action'
import type { TaskThread } from './task-thread'
import type { TaskVersion } from './task-version'
import type { ThreadPool } from './thread-pool'

export interface HeldRunContext {
  client: EngineClient
  pool: ThreadPool
  log: WorkerLog
  /** Slots may have become free or scarce. */
  onLoadChange: () => void
}

/**
 *  preparing ─► executing ◄──► waiting           (waiting, backing-off: no slot is used)
 *      ▲            │ attempt ended
 *      │            ▼
 *  backing-off ◄─ completing ─► gone             (gone: reported, refused, or taken away)
 */
type Phase = 'preparing' | 'executing' | 'waiting' | 'completing' | 'backing-off' | 'gone'

/** One dequeued run from its attempt's start to the report of its end, immediate retries included. */
export class HeldRun {
  readonly runId: string
  readonly workerId: string
  private phase: Phase = 'preparing'
  private snapshotId: string
  private attemptNumber: number
  private thread: TaskThread | null = null
  private cancelRequested = false
  private looking: Promise<void> | null = null
  private lookAgain = false
  private readonly end = new AbortController()

  constructor(
    private readonly context: HeldRunContext,
    private readonly message: Dequeued[number],
    private readonly version: TaskVersion | undefined,
  ) {
    this.runId = message.run.friendlyId
    this.workerId = message.backgroundWorker.friendlyId
    this.snapshotId = message.snapshot.friendlyId
    this.attemptNumber = message.run.attemptNumber
  }

  get isExecuting(): boolean {
    return this.phase === 'preparing' || this.phase === 'executing'
  }

  get isFinishing(): boolean {
    return this.phase === 'completing'
  }

  get holdsThread(): boolean {
    return this.thread !== null || this.phase === 'preparing'
  }

  /** Resolves when the run is out of this worker's hands. */
  async run(): Promise<void> {
    for (let again = true; again; ) again = await this.runAttempt()
    this.enter('gone')
    this.end.abort()
  }

  /** The run is no longer ours: its thread ends and nothing is reported. */
  async letGo(): Promise<void> {
    this.end.abort()
    await this.thread?.discard()
  }

  async heartbeat(): Promise<void> {
    if (this.phase === 'preparing' || this.phase === 'gone') return
    const answer = await this.context.client.heartbeat(this.runId, this.snapshotId, AbortSignal.timeout(5_000))
    if (!answer.ok) await this.look()
  }

  /** Compares with the platform's view. A call during a look, or before the attempt has begun, is made up for later. */
  look(): Promise<void> {
    this.lookAgain = true
    this.looking ??= this.lookWhileAsked().finally(() => {
      this.looking = null
    })
    return this.looking
  }

  private async lookWhileAsked(): Promise<void> {
    while (this.lookAgain && !this.end.signal.aborted) {
      if (this.phase === 'preparing') return
      this.lookAgain = false
      if (this.phase === 'completing' || this.phase === 'gone') return
      await this.followPlatform()
    }
  }

  private async followPlatform(): Promise<void> {
    const { attemptNumber } = this
    const answer = await this.context.client.latestSnapshot(this.runId, AbortSignal.timeout(5_000))
    // The attempt may have ended while the answer was on its way.
    if (this.phase === 'completing' || this.phase === 'gone' || attemptNumber !== this.attemptNumber) return
    if (!answer.ok) return void (answer.status === 404 && (await this.letGo()))
    const action = snapshotAction(answer.value, attemptNumber)
    if (action === 'let-go') {
      this.context.log.warn({ runId: this.runId, status: answer.value.snapshot.executionStatus }, 'run was taken away')
      return await this.letGo()
    }
    this.snapshotId = answer.value.snapshot.friendlyId
    if (action === 'continue') this.thread?.resolveWaitpoints(answer.value.completedWaitpoints)
    if (action === 'cancel' && !this.cancelRequested) {
      this.cancelRequested = true
      if (this.thread) void this.thread.cancel()
      else this.end.abort()
    }
  }

  /** True when another attempt is to follow at once. */
  private async runAttempt(): Promise<boolean> {
    const { client, pool } = this.context
    this.enter('preparing')
    const thread =
      this.version && (await pool.acquire(this.version, maxOldSpaceSizeForMachine(this.message.run.machine)))
    this.thread = thread ?? null
    try {
      const requestedAt = Date.now()
      const isWarmStart = (thread?.executed ?? 0) > 0
      const started = await client.startAttempt(this.runId, this.snapshotId, isWarmStart, this.end.signal)
      if (!started.ok) return await this.afterRefusedStart(started)
      this.snapshotId = started.value.snapshot.friendlyId
      this.attemptNumber = started.value.execution.attempt.number
      this.thread = thread ? await pool.withVariables(thread, started.value.envVars ?? {}) : null
      const outcome = this.thread ? await this.execute(this.thread, started.value, requestedAt) : null
      this.releaseThread()
      if (outcome?.type === 'discarded') return false
      this.enter('completing')
      return await this.report(outcome ? completionOf(this.runId, outcome) : noSuchVersion(this.runId))
    } finally {
      this.releaseThread()
    }
  }

  /** A lost answer and a cancellation look like a refusal too; in both cases nobody else would end the run. */
  private async afterRefusedStart(refusal: { status: number; message: string }): Promise<false> {
    this.context.log.warn({ runId: this.runId, status: refusal.status, reason: refusal.message }, 'start was refused')
    if (this.end.signal.aborted) return false
    const latest = await this.context.client.latestSnapshot(this.runId, this.end.signal)
    if (!latest.ok) return false
    const { snapshot } = latest.value
    if (snapshot.executionStatus === 'PENDING_CANCEL') {
      this.enter('completing')
      this.snapshotId = snapshot.friendlyId
      await this.complete(completionOf(this.runId, { type: 'cancelled' }))
    } else if (snapshot.executionStatus === 'EXECUTING') {
      await this.context.client.disconnect([this.runId], this.end.signal)
    }
    return false
  }

  private async execute(thread: TaskThread, started: StartedAttempt, requestedAt: number): Promise<ThreadOutcome> {
    this.enter('executing')
    if (this.end.signal.aborted) return { type: 'discarded' }
    const metrics = [
      { name: 'start', event: 'create_attempt', timestamp: requestedAt, duration: Date.now() - requestedAt },
      { name: 'start', event: 'dequeue', timestamp: this.message.dequeuedAt.getTime(), duration: 0 },
    ]
    if (this.lookAgain) void this.look()
    const request = { execution: started.execution, metrics, isWarmStart: thread.executed > 0 }
    return await thread.execute(request, (waiting) => this.enter(waiting ? 'waiting' : 'executing'))
  }

  private async report(completion: TaskRunExecutionResult): Promise<boolean> {
    const result = await this.complete(completion)
    if (!result) return false
    this.snapshotId = result.snapshot.friendlyId
    if (result.attemptStatus === 'RUN_PENDING_CANCEL') {
      await this.complete(completionOf(this.runId, { type: 'cancelled' }))
      return false
    }
    if (result.attemptStatus !== 'RETRY_IMMEDIATELY' || completion.ok) return false
    return await this.backOff(completion.retry?.delay ?? 0)
  }

  private async backOff(delayMs: number): Promise<boolean> {
    this.enter('backing-off')
    const elapsed = await sleepUnlessAborted(delayMs, this.end.signal)
    if (this.cancelRequested) await this.complete(completionOf(this.runId, { type: 'cancelled' }))
    return elapsed && !this.cancelRequested
  }

  /** Null when the platform refuses: somebody else has the run, or it has ended. */
  private async complete(completion: TaskRunExecutionResult): Promise<CompletedAttempt | null> {
    const { client, log } = this.context
    for (let refusals = 0; refusals < 3; refusals += 1) {
      const answer = await client.completeAttempt(this.runId, this.snapshotId, completion)
      if (answer.ok) return answer.value
      // The snapshot moves with every wait and cancellation, so a refusal may only mean that the newest is to be quoted.
      const latest = await client.latestSnapshot(this.runId)
      const moved = latest.ok && latest.value.snapshot.friendlyId !== this.snapshotId
      if (!moved || snapshotAction(latest.value, this.attemptNumber) === 'let-go') {
        log.warn({ runId: this.runId, status: answer.status, reason: answer.message }, 'completion was refused')
        return null
      }
      this.snapshotId = latest.value.snapshot.friendlyId
    }
    return null
  }

  private releaseThread(): void {
    if (this.thread) this.context.pool.release(this.thread)
    this.thread = null
  }

  private enter(phase: Phase): void {
    this.phase = phase
    this.context.onLoadChange()
  }
}

function completionOf(runId: string, outcome: Exclude<ThreadOutcome, { type: 'discarded' }>): TaskRunExecutionResult {
  if (outcome.type === 'completed') return outcome.result
  return { ok: false, id: runId, error: crashError(outcome) }
}

function noSuchVersion(runId: string): TaskRunExecutionResult {
  const message = 'This worker does not have the version of the task code that the run is bound to.'
  return { ok: false, id: runId, error: { type: 'INTERNAL_ERROR', code: 'COULD_NOT_FIND_EXECUTOR', message } }
}
