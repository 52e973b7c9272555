import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepTrying } from './keep-trying'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('code that cannot be fetched at first arrives in the end', async () => {
  const fetchModule = vi.fn<() => Promise<string>>()
  fetchModule
    .mockRejectedValueOnce(new Error('chunk'))
    .mockRejectedValueOnce(new Error('chunk'))
    .mockResolvedValue('code')
  const arrived = keepTrying(fetchModule)
  await vi.runAllTimersAsync()
  expect(await arrived).toBe('code')
  expect(fetchModule).toHaveBeenCalledTimes(3)
})

test('the waits grow, but never beyond a few seconds', async () => {
  const calledAt: number[] = []
  const started = Date.now()
  void keepTrying(() => {
    calledAt.push(Date.now() - started)
    return Promise.reject(new Error('chunk'))
  })
  await vi.advanceTimersByTimeAsync(40_000)
  const waits = calledAt.slice(1).map((at, index) => at - (calledAt[index] ?? 0))
  expect(waits.slice(0, 4)).toEqual([500, 1000, 2000, 4000])
  expect(Math.max(...waits)).toBe(8000)
})
