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
  private closed = false

  constructor(private readonly options: PoolOptions) {}

  get size(): number {
    return this.threads.size
  }

  /** New runs come from this version: its threads are warmed up, idle ones of older versions end. */
  use(version: TaskVersion): void {
    this.current = version
    for (const thread of this.idle) {
      if (thread.spec.version.workerId !== version.workerId) this.drop(thread)
    }
    this.warmUp()
  }

  async acquire(version: TaskVersion, memoryMb: number): Promise<TaskThread> {
    const idle = [...this.idle].find((thread) => fits(thread, version, memoryMb))
    const thread = idle ?? this.spawn(version, memoryMb)
    this.idle.delete(thread)
    await thread.ready
    return thread
  }

  release(thread: TaskThread): void {
    const wanted = thread.alive && thread.spec.version.workerId === this.current?.workerId
    if (!wanted || this.idle.size >= this.options.warm || this.closed) this.drop(thread)
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
    const thread = new TaskThread({ entry, bundlesDirectory, version, memoryMb, environment })
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

  private drop(thread: TaskThread): void {
    this.idle.delete(thread)
    void thread.discard()
  }
}

const fits = (thread: TaskThread, version: TaskVersion, memoryMb: number) =>
  thread.alive && thread.spec.version.workerId === version.workerId && thread.spec.memoryMb === memoryMb
