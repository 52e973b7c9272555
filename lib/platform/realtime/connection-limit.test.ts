import { expect, test } from 'vitest'
import { ConnectionLimit } from './connection-limit'

test('one too many is refused in the words of a real server, and has a place when one has gone', async () => {
  const limit = new ConnectionLimit(2)
  let leave = () => {}
  const held = new Promise<void>((resolve) => {
    leave = resolve
  })
  const first = limit.within(() => held)
  const second = limit.within(() => held)
  await expect(limit.within(() => held)).rejects.toMatchObject({
    status: 429,
    body: { error: 'Too many concurrent requests' },
  })
  leave()
  await Promise.all([first, second])
  expect(limit.held).toBe(0)
  expect(await limit.within(async () => 'answered')).toBe('answered')
})

test('an answer that fails gives its place back', async () => {
  const limit = new ConnectionLimit(1)
  await expect(limit.within(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  expect(limit.held).toBe(0)
})
