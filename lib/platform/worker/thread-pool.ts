import { isDeepStrictEqual } from 'node:util'
import type { WorkerLog } from './log'
import { TaskThread } from './task-thread'
import type { TaskVersion } from './task-version'

interface PoolOptions {
  entry: string
  bundlesDirectory: string
  environment: Record<string, string>
  /** Idle threads kept for the next run. */
  warm: number
  log: WorkerLog
}

/** What a small-1x machine leaves a Node process, as Trigger.dev's own workers compute it: half a gigabyte less a fifth. */
const DEFAULT_MEMORY_MB = 410

/** Threads by version and memory limit. Which runs may have one is the supervisor's business. */
export class ThreadPool {
  private readonly threads = new Set<TaskThread>()
  private readonly idle = new Set<TaskThread>()
  private current: TaskVersion | null = null
  private variables: Record<string, string> = {}
  private closed = false

  constructor(private readonly options: PoolOptions) {}

  get size(): number {
    return this.threads.size
  }

  /** New runs come from this version: its threads are warmed up, idle ones of older versions end. */
  use(version: TaskVersion, variables: Record<string, string>): void {
    this.current = version
    this.variables = variables
    this.dropOutdated()
    this.warmUp()
  }

  async acquire(version: TaskVersion, memoryMb: number): Promise<TaskThread> {
    const idle = [...this.idle].find((thread) => this.fits(thread, version, memoryMb))
    const thread = idle ?? this.spawn(version, memoryMb)
    this.idle.delete(thread)
    await thread.ready
    return thread
  }

  /**
   * The thread if it has these variables, else a new one in its place: modules keep what they read from process.env
   * when they were loaded, so a thread has one environment for its life.
   */
  async withVariables(thread: TaskThread, variables: Record<string, string>): Promise<TaskThread> {
    if (isDeepStrictEqual(thread.spec.variables, variables)) return thread
    this.variables = variables
    this.drop(thread)
    this.dropOutdated()
    const { version, memoryMb } = thread.spec
    return await this.acquire(version, memoryMb)
  }

  release(thread: TaskThread): void {
    if (!thread.alive || !this.isCurrent(thread) || this.idle.size >= this.options.warm || this.closed)
      this.drop(thread)
    else this.idle.add(thread)
  }

  async close(): Promise<void> {
    this.closed = true
    await Promise.all([...this.threads].map((thread) => thread.discard()))
  }

  private warmUp(): void {
    if (!this.current || this.closed) return
    while (this.idle.size < this.options.warm && this.threads.size < this.options.warm) {
      this.idle.add(this.spawn(this.current, DEFAULT_MEMORY_MB))
    }
  }

  private spawn(version: TaskVersion, memoryMb: number): TaskThread {
    const { entry, bundlesDirectory, environment, log } = this.options
    const { variables } = this
    const thread = new TaskThread({ entry, bundlesDirectory, version, memoryMb, environment, variables })
    this.threads.add(thread)
    void thread.exited.then(() => {
      this.threads.delete(thread)
      const wasIdle = this.idle.delete(thread)
      log.debug({ version: version.version, executed: thread.executed, wasIdle }, 'thread ended')
      // One that never ran anything died of the code itself; replacing it at once would spin.
      if (thread.executed > 0) this.warmUp()
    })
    return thread
  }

  private dropOutdated(): void {
    for (const thread of this.idle) if (!this.isCurrent(thread)) this.drop(thread)
  }

  private isCurrent({ spec }: TaskThread): boolean {
    return spec.version.workerId === this.current?.workerId && isDeepStrictEqual(spec.variables, this.variables)
  }

  private drop(thread: TaskThread): void {
    this.idle.delete(thread)
    void thread.discard()
  }

  private fits(thread: TaskThread, version: TaskVersion, memoryMb: number): boolean {
    const { spec } = thread
    const sameCode = spec.version.workerId === version.workerId && spec.memoryMb === memoryMb
    return thread.alive && sameCode && isDeepStrictEqual(spec.variables, this.variables)
  }
}
