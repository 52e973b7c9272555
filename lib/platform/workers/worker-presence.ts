/** Longer than a dequeue call is held, so a worker that polls is never seen as gone between two polls. */
const SEEN_WITHIN_MS = 15_000
/** A worker whose slots are all busy only gives signs of life for its runs; its open socket says that it is there. */
const SEEN_WITHIN_WITH_SOCKET_MS = 45_000

/**
 * Which workers have been heard of lately, for people to look at, and which versions they have. All that is decided by
 * it is whether a run may leave its version: leases live in the database and are judged by their heartbeats.
 */
export class WorkerPresence {
  readonly #lastSeen = new Map<string, Date>()
  readonly #lastServed = new Map<string, Date>()
  #sockets = 0

  seen(workerIds: string[], now: Date): void {
    for (const id of workerIds) this.#lastSeen.set(id, now)
  }

  /** A worker asks for runs of these versions: the code of all of them is loaded somewhere. */
  serves(versionIds: string[], now: Date): void {
    for (const id of versionIds) this.#lastServed.set(id, now)
  }

  /** Gave its runs back: whoever has another version may take them. */
  left(versionId: string): void {
    this.#lastServed.delete(versionId)
  }

  /** Versions that somebody else has: their runs are not to be taken by a worker that would run them on another one. */
  servedElsewhere(own: string[], now: Date): string[] {
    const lately = now.getTime() - SEEN_WITHIN_WITH_SOCKET_MS
    return [...this.#lastServed].flatMap(([id, at]) => (at.getTime() > lately && !own.includes(id) ? [id] : []))
  }

  /** A worker's socket does not tell its version, but closes at once when the worker dies. */
  socketOpened(): void {
    this.#sockets += 1
  }

  socketClosed(): void {
    this.#sockets -= 1
  }

  lastSeenAt(workerId: string): Date | null {
    return this.#lastSeen.get(workerId) ?? null
  }

  anyConnected(now: Date): boolean {
    return [...this.#lastSeen.keys()].some((id) => this.isConnected(id, now))
  }

  isConnected(workerId: string, now: Date): boolean {
    const at = this.#lastSeen.get(workerId)
    const withinMs = this.#sockets > 0 ? SEEN_WITHIN_WITH_SOCKET_MS : SEEN_WITHIN_MS
    return at !== undefined && now.getTime() - at.getTime() < withinMs
  }
}
