import type { ChangeLog } from '../realtime/change-log'

interface Room {
  /** Grows with everything readers may want to look for. */
  version: number
  readers: Set<Reader>
  writers: number
  reads: Map<string, Promise<unknown>>
}

interface Reader {
  wake: () => void
  cut: () => void
}

export interface StreamWatch {
  /** Whoever sees the same version before and after a look has missed nothing and may pause. */
  readonly version: number
  /** Somebody is writing to a stream of the run through this process. */
  readonly isWritten: boolean
  /** True when something was written, or the run ended; false when the time was up, or on a hang-up. */
  pause: (ms: number, hangUp: AbortSignal) => Promise<boolean>
  /** Readers who look for the same thing at the same time look once. */
  share: <T>(what: string, look: () => Promise<T>) => Promise<T>
  leave: () => void
}

/**
 * Readers and writers of streams in this process, by run. It only saves waits: what was written is in the database, and
 * readers look there now and then in any case.
 */
export class StreamHub {
  readonly #rooms = new Map<string, Room>()

  constructor(changeLog: ChangeLog) {
    changeLog.onChange((run) => {
      if (run.final_status) this.wake(run.id)
    })
  }

  /** Runs somebody reads from or writes to. */
  get size(): number {
    return this.#rooms.size
  }

  /** Something was written to a stream of the run, or the run ended. */
  wake(runId: string): void {
    const room = this.#rooms.get(runId)
    if (!room) return
    room.version += 1
    for (const reader of room.readers) reader.wake()
  }

  /** A writer comes; the answer is how it leaves, after its last chunk was stored. */
  write(runId: string): () => void {
    const room = this.#enter(runId)
    room.writers += 1
    return () => {
      room.writers -= 1
      this.wake(runId)
      this.#tidy(runId, room)
    }
  }

  /** `cut` is called when the platform stops: a reader whose answer ended properly would not come back. */
  watch(runId: string, cut: () => void): StreamWatch {
    const room = this.#enter(runId)
    const reader: Reader = { wake: () => {}, cut }
    room.readers.add(reader)
    return {
      get version() {
        return room.version
      },
      get isWritten() {
        return room.writers > 0
      },
      pause: (ms, hangUp) => pause(reader, ms, hangUp),
      share: (what, look) => share(room, `${room.version} ${what}`, look),
      leave: () => {
        room.readers.delete(reader)
        this.#tidy(runId, room)
      },
    }
  }

  close(): void {
    for (const room of this.#rooms.values()) for (const reader of room.readers) reader.cut()
  }

  #enter(runId: string): Room {
    const room = this.#rooms.get(runId) ?? { version: 0, readers: new Set(), writers: 0, reads: new Map() }
    this.#rooms.set(runId, room)
    return room
  }

  #tidy(runId: string, room: Room): void {
    if (room.readers.size === 0 && room.writers === 0 && this.#rooms.get(runId) === room) this.#rooms.delete(runId)
  }
}

function pause(reader: Reader, ms: number, hangUp: AbortSignal): Promise<boolean> {
  if (hangUp.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const finish = (woken: boolean) => {
      clearTimeout(timer)
      hangUp.removeEventListener('abort', giveUp)
      reader.wake = () => {}
      resolve(woken)
    }
    const giveUp = () => finish(false)
    const timer = setTimeout(giveUp, ms)
    hangUp.addEventListener('abort', giveUp)
    reader.wake = () => finish(true)
  })
}

function share<T>(room: Room, key: string, look: () => Promise<T>): Promise<T> {
  const running = room.reads.get(key) as Promise<T> | undefined
  if (running) return running
  const started = look().finally(() => room.reads.delete(key))
  room.reads.set(key, started)
  return started
}
