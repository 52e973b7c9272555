import { describe, expect, it } from 'vitest'
import { isPacketUrlValid, packetUrl } from './packet-url'

const deps = { secretKey: 'tr_dev_x', origin: 'http://127.0.0.1:3040' }
const now = new Date('2026-01-01T00:00:00Z')
const queryOf = (url: string) => new URL(url).searchParams

describe('a link to a packet', () => {
  const query = queryOf(packetUrl(deps, 'GET', 'run/1/output.json', now))
  it('opens that packet', () => expect(isPacketUrlValid('tr_dev_x', 'GET', 'run/1/output.json', query, now)).toBe(true))
  it('opens no other', () => expect(isPacketUrlValid('tr_dev_x', 'GET', 'run/2/output.json', query, now)).toBe(false))
  it('does not let a reader write', () =>
    expect(isPacketUrlValid('tr_dev_x', 'PUT', 'run/1/output.json', query, now)).toBe(false))
  it('needs the key it was made with', () =>
    expect(isPacketUrlValid('tr_dev_y', 'GET', 'run/1/output.json', query, now)).toBe(false))
  it('ends after an hour', () => {
    const later = new Date(now.getTime() + 3_600_000)
    expect(isPacketUrlValid('tr_dev_x', 'GET', 'run/1/output.json', query, later)).toBe(false)
    query.set('expires', String(later.getTime() + 1))
    expect(isPacketUrlValid('tr_dev_x', 'GET', 'run/1/output.json', query, later)).toBe(false)
  })
})
