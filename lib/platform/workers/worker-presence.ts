/** Longer than a dequeue call is held, so a worker that polls is never seen as gone between two polls. */
const SEEN_WITHIN_MS = 15_000

/**
 * Which workers have been heard of lately, for people to look at. Nothing is decided by it: leases live in the
 * database and are judged by their heartbeats.
 */
export class WorkerPresence {
  readonly #lastSeen = new Map<string, Date>()

  seen(workerIds: string[], now: Date): void {
    for (const id of workerIds) this.#lastSeen.set(id, now)
  }

  lastSeenAt(workerId: string): Date | null {
    return this.#lastSeen.get(workerId) ?? null
  }

  anyConnected(now: Date): boolean {
    return [...this.#lastSeen.keys()].some((id) => this.isConnected(id, now))
  }

  isConnected(workerId: string, now: Date): boolean {
    const at = this.#lastSeen.get(workerId)
    return at !== undefined && now.getTime() - at.getTime() < SEEN_WITHIN_MS
  }
}
