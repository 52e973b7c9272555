import { describe, expect, it } from 'vitest'
import { FIRST_CONNECTION, liveStatus, nextConnection, retryDelayMs } from './live-connection'

const lostAt = (at: number) => nextConnection(FIRST_CONNECTION, { type: 'lost', at })

describe('a live connection', () => {
  it('is live from the first moment, reconnecting after a loss, polling when that lasts', () => {
    const facts = { paused: false, pollFails: false }
    expect(liveStatus({ connection: FIRST_CONNECTION, ...facts, now: 0 })).toBe('live')
    expect(liveStatus({ connection: lostAt(1_000), ...facts, now: 2_000 })).toBe('reconnecting')
    expect(liveStatus({ connection: lostAt(1_000), ...facts, now: 60_000 })).toBe('polling')
  })

  it('says reconnecting as long as the list cannot be read either, and paused before all else', () => {
    const connection = lostAt(1_000)
    expect(liveStatus({ connection, paused: false, pollFails: true, now: 60_000 })).toBe('reconnecting')
    expect(liveStatus({ connection, paused: true, pollFails: true, now: 60_000 })).toBe('paused')
  })

  it('does not call itself live again before the new subscription has settled', () => {
    const opening = nextConnection(lostAt(1_000), { type: 'retry' })
    expect(opening).toMatchObject({ phase: 'opening', attempt: 1, lostAt: 1_000 })
    expect(nextConnection(opening, { type: 'settled' })).toMatchObject({ phase: 'live', losses: 0, lostAt: null })
  })

  it('remembers when the trouble began over several losses', () => {
    const again = nextConnection(nextConnection(lostAt(1_000), { type: 'retry' }), { type: 'lost', at: 9_000 })
    expect(again).toMatchObject({ phase: 'waiting', losses: 2, lostAt: 1_000 })
  })

  it('renews an expired token without a loss', () => {
    const live = nextConnection(FIRST_CONNECTION, { type: 'settled' })
    expect(nextConnection(live, { type: 'renew' })).toMatchObject({ phase: 'opening', attempt: 1, lostAt: null })
  })

  it('waits longer with every loss, within bounds, and not in step with other tabs', () => {
    expect(retryDelayMs(1, 0.5)).toBe(1_000)
    expect(retryDelayMs(3, 0.5)).toBe(4_000)
    expect(retryDelayMs(50, 1)).toBe(25_000)
    expect(retryDelayMs(1, 0)).not.toBe(retryDelayMs(1, 1))
  })
})
