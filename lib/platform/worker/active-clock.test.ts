import { expect, test } from 'vitest'
import { ActiveClock } from './active-clock'

test('time runs while the attempt works and stands while it waits', () => {
  const clock = new ActiveClock(1_000)
  expect(clock.activeMs(1_400)).toBe(400)
  clock.pause(1_500)
  expect(clock.activeMs(9_000)).toBe(500)
  clock.resume(10_000)
  expect(clock.activeMs(10_250)).toBe(750)
})

test('a second pause or resume in a row changes nothing', () => {
  const clock = new ActiveClock(0)
  clock.pause(100)
  clock.pause(200)
  clock.resume(300)
  clock.resume(400)
  expect(clock.activeMs(500)).toBe(300)
})
