import { setTimeout as sleep } from 'node:timers/promises'

const BREATH_MS = 50

/** Between two pages of what is deleted, so that the work of the day always comes first. */
export async function breath(stopping: AbortSignal): Promise<void> {
  await sleep(BREATH_MS, undefined, { signal: stopping }).catch(() => {})
}
