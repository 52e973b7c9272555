import type { UsualDuration } from './usual-duration'

const MINUTE_MS = 60_000
const MOST_TASKS = 1_000

interface UsualCacheOptions {
  read: (environment: string, taskId: string) => Promise<UsualDuration | null>
  now?: () => number
  /** Reads of the platform at the same time, whoever asks. */
  atOnce?: number
}

/** What is usual changes slowly: one read per task and minute serves everybody, and a few tasks are read at once. */
export class UsualCache {
  private readonly known = new Map<string, { until: number; usual: Promise<UsualDuration | null> }>()
  private readonly waiting: (() => void)[] = []
  private free: number
  private readonly now: () => number

  constructor(private readonly options: UsualCacheOptions) {
    this.free = options.atOnce ?? 4
    this.now = options.now ?? Date.now
  }

  get(environment: string, taskId: string): Promise<UsualDuration | null> {
    const key = JSON.stringify([environment, taskId])
    const found = this.known.get(key)
    if (found && found.until > this.now()) return found.usual
    const usual = this.readInTurn(environment, taskId)
    this.known.delete(key)
    this.known.set(key, { until: this.now() + MINUTE_MS, usual })
    this.forgetOldest()
    // A failure is not kept: the next reader tries again.
    usual.catch(() => this.known.get(key)?.usual === usual && this.known.delete(key))
    return usual
  }

  private async readInTurn(environment: string, taskId: string): Promise<UsualDuration | null> {
    if (this.free === 0) await new Promise<void>((resolve) => this.waiting.push(resolve))
    else this.free -= 1
    try {
      return await this.options.read(environment, taskId)
    } finally {
      // The place goes to the next in the queue without becoming free in between.
      const next = this.waiting.shift()
      if (next) next()
      else this.free += 1
    }
  }

  private forgetOldest(): void {
    const oldest = this.known.keys().next()
    if (this.known.size > MOST_TASKS && !oldest.done) this.known.delete(oldest.value)
  }
}
