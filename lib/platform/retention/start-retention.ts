import { setTimeout as sleep } from 'node:timers/promises'
import type { PlatformDeps } from '../http/deps'
import { enforceRetention } from './enforce-retention'
import type { RetentionPolicy } from './retention-policy'

/** Not in the first minutes after a start: a person waits then. */
const FIRST_AFTER_MS = 2 * 60 * 1000
const EVERY_MS = 10 * 60 * 1000

/** A loop of its own: however much there is to delete, the sweeper is never late because of it. */
export function startRetention(deps: PlatformDeps, policy: RetentionPolicy): { stop: () => Promise<void> } {
  async function loop(): Promise<void> {
    for (let pauseMs = FIRST_AFTER_MS; ; pauseMs = EVERY_MS) {
      await sleep(pauseMs, undefined, { signal: deps.stopping, ref: false }).catch(() => {})
      if (deps.stopping.aborted) return
      await enforceRetention(deps, policy, new Date()).catch((error: Error) =>
        deps.log.error({ err: error }, 'old runs could not be deleted; the next round tries again'),
      )
    }
  }
  const running = loop()
  return { stop: () => running }
}
