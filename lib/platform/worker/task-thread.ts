import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CompletedWaitpoint } from '@trigger.dev/core/v3/schemas'
import { AttemptWatch } from './attempt-watch'
import type { ThreadOutcome } from './crash-error'
import type { TaskVersion } from './task-version'
import type { ExecuteRequest, FromRunThread, RunThreadData, ToRunThread } from './thread/run-messages'

/** What logs and metadata of a dying attempt get to reach the platform. */
const LAST_FLUSH_MS = 1_000
/** A thread that does not even acknowledge a cancellation by now is stuck in synchronous code. */
const CANCEL_ACKNOWLEDGE_MS = 2_000
const CANCEL_GRACE_MS = 30_000
const MOST_STDERR = 4_000

export interface ThreadSpec {
  entry: string
  bundlesDirectory: string
  version: TaskVersion
  memoryMb: number
  /** What tasks see as process.env: the worker's own environment, and over it the platform's variables. */
  environment: Record<string, string>
  variables: Record<string, string>
}

interface Attempt {
  watch: AttemptWatch
  settle: (outcome: ThreadOutcome) => void
  onWaiting: (waiting: boolean) => void
  /** Set once the thread is doomed; what it still says about its run is then too late. */
  ending: ThreadOutcome | null
}

/** One worker thread and the attempt in it. An attempt always settles, however the thread ends. */
export class TaskThread {
  readonly ready: Promise<void>
  readonly exited: Promise<void>
  executed = 0
  alive = true
  private readonly worker: Worker
  private attempt: Attempt | null = null
  private stderr = ''
  private readonly replies = new Map<FromRunThread['type'], () => void>()

  constructor(readonly spec: ThreadSpec) {
    this.worker = new Worker(spec.entry, {
      workerData: threadData(spec),
      env: { ...spec.environment, ...spec.variables },
      execArgv: ['--enable-source-maps'],
      resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb },
      stdout: true,
      stderr: true,
    })
    this.worker.stderr.on('data', (chunk: Buffer) => {
      this.stderr = `${this.stderr}${chunk}`.slice(-MOST_STDERR)
    })
    this.worker.stdout.resume()
    this.ready = new Promise((resolve) => this.replies.set('ready', resolve))
    this.exited = new Promise((resolve) => this.worker.once('exit', () => resolve()))
    this.worker.on('message', (message: FromRunThread) => this.hear(message))
    this.worker.on('error', (error: NodeJS.ErrnoException) => this.fail(error))
    this.worker.once('exit', (exitCode) => {
      this.alive = false
      for (const reply of this.replies.values()) reply()
      const stderr = this.stderr.trim() || undefined
      this.attempt?.settle(this.attempt.ending ?? { type: 'exited', exitCode, stderr })
    })
  }

  execute(request: ExecuteRequest, onWaiting: (waiting: boolean) => void): Promise<ThreadOutcome> {
    if (!this.alive) return Promise.resolve({ type: 'exited', exitCode: 1, stderr: this.stderr.trim() || undefined })
    this.executed += 1
    return new Promise((resolve) => {
      const settle = (outcome: ThreadOutcome) => {
        watch.stop()
        this.attempt = null
        resolve(outcome)
      }
      const watch = new AttemptWatch(request.execution.run.maxDuration, (limitSeconds, activeSeconds) => {
        void this.endWith({ type: 'max-duration', limitSeconds, activeSeconds }, { flush: false })
      })
      this.attempt = { watch, settle, onWaiting, ending: null }
      this.say({ type: 'execute', ...request })
    })
  }

  resolveWaitpoints(waitpoints: CompletedWaitpoint[]): void {
    this.say({ type: 'resolve', waitpoints })
  }

  /** The abort signal fires and onCancel runs; the thread is not used again, for run() may still be at work in it. */
  async cancel(): Promise<void> {
    const { attempt } = this
    if (!attempt || attempt.ending) return
    attempt.ending = { type: 'cancelled' }
    const acknowledged = this.reply('cancelling', CANCEL_ACKNOWLEDGE_MS)
    const done = this.reply('cancelled', CANCEL_GRACE_MS + LAST_FLUSH_MS)
    this.say({ type: 'cancel', graceMs: CANCEL_GRACE_MS })
    if (await acknowledged) await done
    await this.terminate()
  }

  /** Ends the thread; an attempt in it settles as `discarded`, which reports nothing. */
  async discard(): Promise<void> {
    if (this.attempt) this.attempt.ending ??= { type: 'discarded' }
    await this.terminate()
  }

  private async terminate(): Promise<void> {
    this.alive = false
    await this.worker.terminate()
  }

  private async endWith(outcome: ThreadOutcome, { flush }: { flush: boolean }): Promise<void> {
    const { attempt } = this
    if (!attempt || attempt.ending) return
    attempt.ending = outcome
    if (flush) {
      const flushed = this.reply('flushed', LAST_FLUSH_MS * 1.5)
      this.say({ type: 'flush', timeoutMs: LAST_FLUSH_MS })
      await flushed
    }
    await this.terminate()
  }

  private hear(message: FromRunThread): void {
    const { attempt } = this
    this.replies.get(message.type)?.()
    if (!attempt) this.hearOutsideAttempt(message)
    else if (message.type === 'waiting') {
      attempt.watch.setWaiting(message.waiting)
      attempt.onWaiting(message.waiting)
    } else if (message.type === 'completed') {
      if (!attempt.ending) attempt.settle({ type: 'completed', result: message.result })
    } else if (message.type === 'max-duration' || message.type === 'uncaught') {
      void this.endWith(message, { flush: true })
    }
  }

  /** Code that a finished run left behind, or that fails while it is loaded, makes the thread unusable for the next. */
  private hearOutsideAttempt(message: FromRunThread): void {
    if (message.type !== 'uncaught') return
    this.stderr = message.stack ?? message.message
    void this.terminate()
  }

  private fail(error: NodeJS.ErrnoException): void {
    if (!this.attempt) return
    this.attempt.ending ??=
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? { type: 'out-of-memory', limitMb: this.spec.memoryMb }
        : { type: 'uncaught', message: error.message, stack: error.stack }
  }

  private say(message: ToRunThread): void {
    this.worker.postMessage(message)
  }

  /** True when the thread answered in time; false on the deadline or when it ended. */
  private reply(type: FromRunThread['type'], withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), withinMs)
      this.replies.set(type, () => {
        clearTimeout(timer)
        this.replies.delete(type)
        resolve(this.alive)
      })
    })
  }
}

function threadData({ bundlesDirectory, version }: ThreadSpec): RunThreadData {
  return {
    bundleDirectory: join(bundlesDirectory, version.bundle),
    configEntry: version.configEntry,
    initEntry: version.initEntry,
    tasks: Object.fromEntries(
      version.tasks.map((task) => [task.id, { source: task.filePath, entry: task.entryPoint }]),
    ),
    worker: { id: version.workerId, version: version.version, contentHash: version.contentHash, engine: 'V2' },
  }
}
