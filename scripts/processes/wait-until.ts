import { setTimeout as delay } from 'node:timers/promises'

interface WaitOptions {
  timeoutMs: number
  everyMs?: number
  signal?: AbortSignal
}

/** Asks `condition` until it holds. False when the time ran out first; throws when the signal was aborted. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  { timeoutMs, everyMs = 25, signal }: WaitOptions,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    signal?.throwIfAborted()
    if (await condition()) return true
    if (Date.now() >= deadline) return false
    await delay(everyMs, undefined, { signal })
  }
}
