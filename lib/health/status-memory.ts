import type { HealthStatus } from './health'

/** Remembers since when each part has been the way it is, as far as this process has seen. */
export class StatusMemory {
  private readonly seen = new Map<string, { status: HealthStatus; since: Date }>()

  since(part: string, status: HealthStatus, now: Date): Date {
    const known = this.seen.get(part)
    if (known?.status === status) return known.since
    this.seen.set(part, { status, since: now })
    return now
  }
}
