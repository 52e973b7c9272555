import { expect, test } from 'vitest'
import { nextChange, type SourceStates, sameStates, statesAfterBuild } from './source-watch'

const states = (entries: Record<string, string>): SourceStates => new Map(Object.entries(entries))

test('a changed, a new and a removed file all make a difference', () => {
  const before = states({ a: '1', b: '1' })
  expect(sameStates(before, states({ a: '1', b: '1' }))).toBe(true)
  expect(sameStates(before, states({ a: '2', b: '1' }))).toBe(false)
  expect(sameStates(before, states({ a: '1', b: '1', c: '1' }))).toBe(false)
  expect(sameStates(before, states({ a: '1' }))).toBe(false)
})

test('a file that changed during the build is still a change after it', () => {
  const before = states({ a: '1' })
  const now = states({ a: '2' })
  expect(sameStates(statesAfterBuild(before, now, ['a']), now)).toBe(false)
})

test('a file that came to be during the build, which the build did not read, is a change after it', () => {
  const now = states({ a: '1', b: '1' })
  expect(sameStates(statesAfterBuild(states({ a: '1' }), now, ['a']), now)).toBe(false)
})

test('a file that the build found to belong to the sources is not a change', () => {
  const now = states({ a: '1', lib: '7' })
  expect(sameStates(statesAfterBuild(states({ a: '1' }), now, ['a', 'lib']), now)).toBe(true)
})

test('a file that is gone after the build is not a change any more', () => {
  const now = states({ a: '1' })
  expect(sameStates(statesAfterBuild(states({ a: '1', removed: '1' }), now, ['a']), now)).toBe(true)
})

test('a change is told once the files are still: an editor that writes in two steps causes one build', async () => {
  const looks = [states({ a: '2' }), states({ a: '3' }), states({ a: '3' })]
  const look = async () => looks.shift() ?? states({})
  expect(await nextChange(look, states({ a: '1' }), new AbortController().signal)).toEqual(states({ a: '3' }))
  expect(looks).toHaveLength(0)
})

test('the wait for a change ends with its signal', async () => {
  const stop = new AbortController()
  const waiting = nextChange(async () => states({}), states({}), stop.signal)
  stop.abort()
  expect(await waiting).toBeNull()
})
