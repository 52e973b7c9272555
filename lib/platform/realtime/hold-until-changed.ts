import { setTimeout as sleep } from 'node:timers/promises'
import type { ChangeLog, ChangeWait, RunChange } from './change-log'
import { pauseBeforeAnswer } from './pause-before-answer'

/** What a real server holds an idle long-poll, spread so that many readers do not come back in one tick. */
const HOLD_MS = 20_000
const HOLD_JITTER = 0.15

interface HeldChanges {
  changes: RunChange[]
  /** Everything up to here has been looked at. */
  cursor: number
}

/**
 * The wanted changes after the cursor: at once when there are some, else as soon as there are, else none. Null when the
 * log no longer reaches back to the cursor. since() and nextChange() run in one tick, so no change can slip between the
 * look and the wait.
 */
export async function holdUntilChanged(
  log: ChangeLog,
  cursor: number,
  wait: Pick<ChangeWait, 'wanted' | 'hangUp'> & { holdMs?: number },
): Promise<HeldChanges | null> {
  const missed = look(log, cursor, wait.wanted)
  if (missed === null || missed.changes.length > 0) return missed
  const heldSince = performance.now()
  const from = await log.nextChange({ ...wait, holdMs: wait.holdMs ?? jittered(HOLD_MS) })
  if (from < log.head && !wait.hangUp.aborted) await sleep(pauseBeforeAnswer(performance.now() - heldSince))
  return look(log, from, wait.wanted)
}

function look(log: ChangeLog, cursor: number, wanted: ChangeWait['wanted']): HeldChanges | null {
  const changes = log.since(cursor)
  return changes && { changes: changes.filter(({ run }) => wanted(run)), cursor: log.head }
}

function jittered(ms: number): number {
  return ms * (1 - HOLD_JITTER + Math.random() * 2 * HOLD_JITTER)
}
