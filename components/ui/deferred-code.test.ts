import { expect, it, vi } from 'vitest'
import { DeferredCode } from './deferred-code'

it('is fetched once, however often it is asked for, and tells who waits', async () => {
  const fetch = vi.fn(async () => ({ name: 'panel' }))
  const code = new DeferredCode(fetch)
  const told = vi.fn()
  code.subscribe(told)
  expect(code.current()).toBeUndefined()
  await Promise.all([code.load(), code.load()])
  expect(fetch).toHaveBeenCalledTimes(1)
  expect(told).toHaveBeenCalledTimes(1)
  expect(code.current()).toEqual({ name: 'panel' })
})

it('rejects when it cannot be fetched, and the next call tries again', async () => {
  const fetch = vi.fn(async () => 'panel').mockRejectedValueOnce(new Error('offline'))
  const code = new DeferredCode(fetch)
  await expect(code.load()).rejects.toThrow('offline')
  expect(code.current()).toBeUndefined()
  await code.load()
  expect(code.current()).toBe('panel')
})
