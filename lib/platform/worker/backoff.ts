import { setTimeout as sleep } from 'node:timers/promises'

const FIRST_MS = 200
const LONGEST_MS = 5_000

/** How long to wait before the next try; the spread keeps many waiting calls from coming back as one. */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1))
  return Math.round(full * (0.75 + random() / 2))
}

/** False when the signal ended the wait. */
export async function sleepUnlessAborted(delayMs: number, signal?: AbortSignal): Promise<boolean> {
  return await sleep(delayMs, true, { signal }).catch(() => false)
}
