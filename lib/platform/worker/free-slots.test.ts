import { expect, test } from 'vitest'
import { freeSlots } from './free-slots'

const limits = { slots: 2, maxThreads: 4 }

test('as many runs are fetched as slots are free', () => {
  expect(freeSlots(limits, { executing: 0, threads: 0 })).toBe(2)
  expect(freeSlots(limits, { executing: 1, threads: 1 })).toBe(1)
  expect(freeSlots(limits, { executing: 2, threads: 2 })).toBe(0)
})

test('a waiting run gives its slot back', () => {
  expect(freeSlots(limits, { executing: 0, threads: 2 })).toBe(2)
})

test('waiting runs keep their threads, which are limited', () => {
  expect(freeSlots(limits, { executing: 0, threads: 3 })).toBe(1)
  expect(freeSlots(limits, { executing: 1, threads: 4 })).toBe(0)
})

test('when every thread waits, one more run is fetched: it may be the child they wait for', () => {
  expect(freeSlots(limits, { executing: 0, threads: 4 })).toBe(1)
  expect(freeSlots(limits, { executing: 0, threads: 9 })).toBe(1)
})

test('resumed runs above the limit do not make the number negative', () => {
  expect(freeSlots(limits, { executing: 3, threads: 3 })).toBe(0)
})
