import { expect, test } from 'vitest'
import { orUnreachable } from './or-unreachable'

test('an answer of the action passes as it is, a refusal too', async () => {
  const done = { ok: true, data: 1 } as const
  const refused = { ok: false, code: 'conflict', message: 'Already over.', errorId: 'abcd1234' } as const
  expect(await orUnreachable(Promise.resolve(done))).toBe(done)
  expect(await orUnreachable(Promise.resolve(refused))).toBe(refused)
})

test('a request that is lost is a refusal that does not claim that nothing was done', async () => {
  expect(await orUnreachable(Promise.reject(new TypeError('Failed to fetch')))).toEqual({
    ok: false,
    code: 'unavailable',
    message: 'Signalbox cannot be reached. See whether it was done before you try again.',
    errorId: expect.stringMatching(/./),
  })
})
