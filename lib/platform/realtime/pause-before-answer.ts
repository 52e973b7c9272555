/** How often a reader is told at most: of a busy feed, what happens in between leaves in one answer. */
const INTERVAL_MS = 15
/** Within this, the rest of a burst arrives: a metadata flush and the status behind it. */
const BURST_MS = 2

/** How long a change waits for others, for a reader who was held that long: the longer, the sooner it is told. */
export function pauseBeforeAnswer(heldMs: number): number {
  return Math.max(BURST_MS, INTERVAL_MS - heldMs)
}
