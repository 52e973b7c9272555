import { EventEmitter } from 'node:events'

interface SignalEvents {
  queued: []
  notify: [runId: string]
  due: [at: Date]
}

/**
 * In-process hints that save a wait: a lost one costs at most a poll interval (10 s dequeue, 5 s worker, 1 s sweep),
 * because every truth they point at is in the database.
 */
export class RunSignals {
  readonly #events = new EventEmitter<SignalEvents>().setMaxListeners(0)

  /** A run may be ready to hand out: waiting dequeue calls look again. */
  queued(): void {
    this.#events.emit('queued')
  }

  /** The worker that holds this run should read its latest snapshot. */
  notifyWorker(runId: string): void {
    this.#events.emit('notify', runId)
  }

  /** Something becomes due at this time: the sweeper wakes for it. */
  due(at: Date): void {
    this.#events.emit('due', at)
  }

  on<Name extends keyof SignalEvents>(name: Name, listener: (...args: SignalEvents[Name]) => void): () => void {
    this.#events.on(name, listener as never)
    return () => this.#events.off(name, listener as never)
  }
}
