export interface BackOffTimes {
  firstMs: number
  maxMs: number
  /** A process that ran this long was sound: the next crash is a new story. */
  stableMs: number
}

/** Returns how long to wait before the next start, from how long the last one ran: doubled after each quick crash. */
export function createBackOff({ firstMs, maxMs, stableMs }: BackOffTimes): (ranMs: number) => number {
  let crashes = 0
  return (ranMs) => {
    crashes = ranMs >= stableMs ? 1 : crashes + 1
    return Math.min(firstMs * 2 ** (crashes - 1), maxMs)
  }
}
