import { setTimeout as sleep } from 'node:timers/promises'
import { backoffMs, sleepUnlessAborted } from './backoff'
import type { Dequeued, EngineClient } from './engine-client'
import { freeSlots } from './free-slots'
import { HeldRun } from './held-run'
import type { HeldRunsFile } from './held-runs-file'
import type { WorkerLog } from './log'
import type { RunNotifications } from './run-notifications'
import type { TaskVersion } from './task-version'
import type { ThreadPool } from './thread-pool'
import type { VersionStore } from './version-store'

const HEARTBEAT_EVERY_MS = 20_000
/** The fallback for notifications that did not arrive. */
const LOOK_EVERY_MS = 5_000
/** A platform that does not hold the request open must not be asked in a tight loop. */
const EMPTY_TOO_FAST_MS = 500
const PAUSE_WHEN_EMPTY_MS = 1_000

interface RunLoopOptions {
  client: EngineClient
  pool: ThreadPool
  versions: VersionStore
  heldRuns: HeldRunsFile
  openNotifications: (onChange: (runId: string) => void) => RunNotifications
  /** The platform does not know our version (its database was replaced): tell it again. */
  registerAgain: () => Promise<void>
  limits: { slots: number; maxThreads: number }
  log: WorkerLog
}

/** Fetches runs while there are slots, and keeps the held ones alive and up to date. */
export class RunLoop {
  private readonly held = new Map<string, HeldRun>()
  private readonly notifications: RunNotifications
  private readonly stopFetching = new AbortController()
  private fetching = new AbortController()
  private readonly timers: NodeJS.Timeout[]
  private loadChanged = deferred()

  constructor(private readonly options: RunLoopOptions) {
    this.notifications = options.openNotifications((runId) => void this.held.get(runId)?.look())
    const everyHeld = (act: (run: HeldRun) => Promise<void>) => () => {
      for (const run of this.held.values()) void act(run)
    }
    this.timers = [
      // From here and not from the threads: one that computes without a pause is alive all the same.
      setInterval(
        everyHeld((run) => run.heartbeat()),
        HEARTBEAT_EVERY_MS,
      ),
      setInterval(
        everyHeld((run) => run.look()),
        LOOK_EVERY_MS,
      ),
    ]
  }

  get versionsInUse(): Set<string> {
    return new Set([...this.held.values()].map((run) => run.workerId))
  }

  async run(): Promise<void> {
    const { signal } = this.stopFetching
    for (let failures = 0; !signal.aborted; ) {
      const version = this.options.versions.current
      const wanted = version ? freeSlots(this.options.limits, this.load()) : 0
      if (!version || wanted === 0) {
        await this.nextLoadChange()
        continue
      }
      failures = (await this.fetch(version, wanted)) ? 0 : failures + 1
      if (failures > 0) await sleepUnlessAborted(backoffMs(failures), signal)
    }
  }

  /** A request that is being held asks for the older version's runs: it is given up, and new runs get the new code. */
  useNewVersion(): void {
    this.fetching.abort()
    this.wake()
  }

  private wake(): void {
    const { resolve } = this.loadChanged
    this.loadChanged = deferred()
    resolve()
  }

  /**
   * Lets running attempts end until the deadline. What is left is given back, so that the next worker, or the platform
   * as soon as there is one, starts it again without waiting for a missed heartbeat.
   */
  async drain(deadlineMs: number): Promise<void> {
    this.stopFetching.abort()
    this.wake()
    const deadline = performance.now() + deadlineMs
    while (this.someWillEndSoon() && performance.now() < deadline) {
      await Promise.race([this.nextLoadChange(), sleep(Math.max(0, deadline - performance.now()))])
    }
    for (const timer of this.timers) clearInterval(timer)
    this.notifications.close()
    const left = [...this.held.keys()]
    if (left.length === 0) return
    this.options.log.info({ runs: left.length }, 'giving back runs that have not ended')
    await Promise.all([...this.held.values()].map((run) => run.letGo()))
    const answer = await this.options.client.disconnect(left, AbortSignal.timeout(500))
    if (answer.ok) for (const runId of left) this.options.heldRuns.remove(runId)
    await this.options.heldRuns.save()
  }

  /** Waiting runs and retries that are due later cannot end within a drain, so it does not wait for them. */
  private someWillEndSoon(): boolean {
    return [...this.held.values()].some((run) => run.isExecuting || run.isFinishing)
  }

  private load() {
    const runs = [...this.held.values()]
    return {
      executing: runs.filter((run) => run.isExecuting).length,
      threads: runs.filter((run) => run.holdsThread).length,
    }
  }

  private async fetch(version: TaskVersion, maxRunCount: number): Promise<boolean> {
    const { client, versions, log } = this.options
    const askedAt = performance.now()
    const oldWorkers = versions.older.map((older) => older.workerId)
    this.fetching = new AbortController()
    const signal = AbortSignal.any([this.stopFetching.signal, this.fetching.signal])
    const answer = await client.dequeue({ currentWorker: version.workerId, oldWorkers, maxRunCount }, signal)
    if (signal.aborted && !answer.ok) return true
    if (!answer.ok) {
      log.warn({ status: answer.status, reason: answer.message }, 'fetching runs was refused')
      await this.options
        .registerAgain()
        .catch((error: unknown) => log.error({ err: error }, 'the version could not be registered again'))
      return false
    }
    for (const message of answer.value) this.hold(message)
    const emptyTooFast = answer.value.length === 0 && performance.now() - askedAt < EMPTY_TOO_FAST_MS
    if (emptyTooFast) await sleepUnlessAborted(PAUSE_WHEN_EMPTY_MS, signal)
    return true
  }

  private hold(message: Dequeued[number]): void {
    const { client, pool, versions, heldRuns, log } = this.options
    const version = versions.find(message.backgroundWorker.friendlyId)
    const run = new HeldRun({ client, pool, log, onLoadChange: () => this.wake() }, message, version)
    this.held.set(run.runId, run)
    heldRuns.add(run.runId)
    this.notifications.subscribe(run.runId)
    void run
      .run()
      .catch((error: unknown) => log.error({ err: error, runId: run.runId }, 'a run could not be handled'))
      .finally(() => this.forget(run))
  }

  private forget(run: HeldRun): void {
    // The same run may have been fetched again in the meantime, after it was taken away.
    if (this.held.get(run.runId) !== run) return
    this.held.delete(run.runId)
    this.notifications.unsubscribe(run.runId)
    if (!this.stopFetching.signal.aborted) this.options.heldRuns.remove(run.runId)
    this.wake()
  }

  private nextLoadChange(): Promise<void> {
    return this.loadChanged.promise
  }
}

interface Deferred {
  promise: Promise<void>
  resolve: () => void
}

function deferred(): Deferred {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
