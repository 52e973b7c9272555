import type { PlaceClaim } from './places'

type Lane = Pick<PlaceClaim, 'queue' | 'key'>

/** More lanes at once than this are served by age alone. */
const MAX_LANES = 10_000

/**
 * Whose turn it is between the concurrency keys of a queue. A key goes to the end of the line when it is first seen and
 * whenever it was served, so one with a long backlog lets the others in between. Lives in memory: after a restart the
 * line forms anew, by age.
 */
export class LaneTurns {
  readonly #turns = new Map<string, number>()
  #clock = 0

  /** Lanes that are new line up in the given order. */
  lineUp(lanes: Iterable<Lane>): void {
    for (const lane of lanes) if (!this.#turns.has(nameOf(lane))) this.served(lane)
  }

  /** The lane has had its turn. */
  served(lane: Lane): void {
    const name = nameOf(lane)
    this.#turns.delete(name)
    this.#turns.set(name, ++this.#clock)
    if (this.#turns.size > MAX_LANES) this.#turns.delete(this.#turns.keys().next().value as string)
  }

  /** The smaller the earlier. */
  turnOf(lane: Lane): number {
    return this.#turns.get(nameOf(lane)) ?? 0
  }
}

function nameOf({ queue, key }: Lane): string {
  return `${queue}\n${key}`
}
