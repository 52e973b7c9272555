import type { PlatformDeps } from '../http/deps'
import { findNextDue } from './find-next-due'
import { repair } from './repair'
import { sweep } from './sweep'

/** At least this often, whatever is planned: another process may have planned something. */
const MAX_PAUSE_MS = 1_000
const REPAIR_EVERY_MS = 10_000
/** A longer gap between two rounds: the machine slept, and workers must get the chance to say that they live. */
const FROZEN_AFTER_MS = 15_000

/** One loop that sweeps, sleeps until the next thing is due, and is woken early when something sooner is planned. */
export function startSweeper(deps: PlatformDeps): { stop: () => Promise<void> } {
  let listeningSince = new Date()
  let lastRoundAt = listeningSince
  let nextRepairAt = 0
  let wakeAt = 0
  let wake = () => {}
  const off = deps.signals.on('due', (at) => {
    if (at.getTime() < wakeAt) wake()
  })

  async function round(): Promise<void> {
    const now = new Date()
    if (now.getTime() - lastRoundAt.getTime() > FROZEN_AFTER_MS) listeningSince = now
    lastRoundAt = now
    await sweep(deps, listeningSince, now)
    if (now.getTime() < nextRepairAt) return
    await repair(deps, now)
    nextRepairAt = now.getTime() + REPAIR_EVERY_MS
  }

  async function pause(): Promise<void> {
    // Armed before the look: what is planned in between wakes it.
    const now = Date.now()
    wakeAt = now + MAX_PAUSE_MS
    const woken = new Promise<void>((resolve) => {
      wake = resolve
    })
    deps.stopping.addEventListener('abort', wake, { once: true })
    const due = await findNextDue(deps.pool, new Date(now)).catch(() => null)
    wakeAt = Math.min(wakeAt, due?.getTime() ?? wakeAt)
    const timer = setTimeout(wake, Math.max(0, wakeAt - Date.now()))
    if (!deps.stopping.aborted) await woken
    clearTimeout(timer)
    deps.stopping.removeEventListener('abort', wake)
  }

  async function loop(): Promise<void> {
    while (!deps.stopping.aborted) {
      await round().catch((error: Error) => deps.log.error({ err: error }, 'a sweep failed; the next one tries again'))
      await pause()
    }
  }

  const running = loop()
  return {
    stop: async () => {
      off()
      await running
    },
  }
}
