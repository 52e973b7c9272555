import { expect, it } from 'vitest'
import { StatusMemory } from './status-memory'

const at = (second: number) => new Date(second * 1_000)

it('remembers since when a part has been the way it is', () => {
  const memory = new StatusMemory()
  expect(memory.since('worker', 'up', at(1))).toEqual(at(1))
  expect(memory.since('worker', 'up', at(2))).toEqual(at(1))
  expect(memory.since('worker', 'down', at(3))).toEqual(at(3))
  expect(memory.since('worker', 'up', at(4))).toEqual(at(4))
})

it('keeps the parts apart', () => {
  const memory = new StatusMemory()
  memory.since('worker', 'up', at(1))
  expect(memory.since('database', 'up', at(2))).toEqual(at(2))
})
