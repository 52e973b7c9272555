import { setTimeout as sleep } from 'node:timers/promises'

/** Asks until the answer is there; the message of the last failure says what was missing. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  withinMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + withinMs
  let last: unknown = 'nothing'
  while (performance.now() < deadline) {
    try {
      const answer = await ask()
      if (answer) return answer
      last = answer
    } catch (error) {
      last = error
    }
    await sleep(40)
  }
  throw new Error(`${what} did not happen within ${withinMs} ms; last: ${String(last)}`)
}
