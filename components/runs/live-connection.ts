import type { LiveStatus } from '@/components/layout/live-state'

/**
 * One realtime subscription as the page sees it.
 *
 *   opening ──settled──▶ live ──lost──▶ waiting ──retry──▶ opening
 *      └──────────────lost─────────────────▲
 *
 * A page that opens for the first time is called live at once; after a loss only a subscription that has settled is.
 */
export interface LiveConnection {
  phase: 'opening' | 'live' | 'waiting'
  /** Losses in a row; each makes the next wait longer. */
  losses: number
  /** Counts subscriptions, so that each gets a component of its own. */
  attempt: number
  lostAt: number | null
}

export type LiveConnectionEvent =
  | { type: 'settled' }
  | { type: 'lost'; at: number }
  | { type: 'retry' }
  | { type: 'renew' }

export const FIRST_CONNECTION: LiveConnection = { phase: 'opening', losses: 0, attempt: 0, lostAt: null }

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 20_000
const RECONNECTING_MS = 10_000

export function nextConnection(state: LiveConnection, event: LiveConnectionEvent): LiveConnection {
  switch (event.type) {
    case 'settled':
      return state.phase === 'opening' ? { ...state, phase: 'live', losses: 0, lostAt: null } : state
    case 'lost':
      if (state.phase === 'waiting') return state
      return { ...state, phase: 'waiting', losses: state.losses + 1, lostAt: state.lostAt ?? event.at }
    case 'retry':
      return state.phase === 'waiting' ? { ...state, phase: 'opening', attempt: state.attempt + 1 } : state
    case 'renew':
      return { ...state, phase: 'opening', attempt: state.attempt + 1 }
  }
}

/** Doubles with every loss; `random` (0–1) spreads the tabs of a room that lost the same server. */
export function retryDelayMs(losses: number, random: number): number {
  const delay = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, losses - 1))
  return Math.round(delay * (0.75 + random / 2))
}

/** Without the feed a list that can still be read is polled; only when that fails too is the page cut off. */
export function liveStatus(input: {
  connection: LiveConnection
  paused: boolean
  pollFails: boolean
  now: number
}): LiveStatus {
  const { connection, paused, pollFails, now } = input
  if (paused) return 'paused'
  if (pollFails) return 'reconnecting'
  if (connection.lostAt === null) return 'live'
  return now - connection.lostAt < RECONNECTING_MS ? 'reconnecting' : 'polling'
}
