import { expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { shouldRetry } from './query-client'

it('asks again only when that may help, and not for ever', () => {
  expect(shouldRetry(0, new AppError('unavailable', ''))).toBe(true)
  expect(shouldRetry(0, new AppError('timed_out', ''))).toBe(false)
  expect(shouldRetry(2, new AppError('unavailable', ''))).toBe(false)
  expect(shouldRetry(0, new AppError('forbidden', ''))).toBe(false)
  expect(shouldRetry(0, new TypeError('a bug'))).toBe(false)
})
