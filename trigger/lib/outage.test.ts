import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { isOutage, outlastOutage } from './outage'

const answered = (code: string) => Object.assign(new DatabaseError('x', 1, 'error'), { code })

test.each([
  [answered('57P01'), true],
  [answered('08006'), true],
  [answered('53300'), true],
  [answered('23505'), false],
  [answered('42P01'), false],
  [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), true],
  [new AggregateError([]), true],
  [new Error('Connection terminated unexpectedly'), true],
  [new TypeError('a bug'), false],
  ['a string', false],
])('%s is an outage: %s', (error, outage) => {
  expect(isOutage(error)).toBe(outage)
})

function failing(times: number, error: unknown = new Error('gone')) {
  let calls = 0
  const query = async () => {
    calls += 1
    if (calls <= times) throw error
    return calls
  }
  return { query, calls: () => calls }
}

test('a query is repeated until the database is back, and each outage is told', async () => {
  const told: number[] = []
  expect(
    await outlastOutage(failing(3).query, { delaysMs: [0, 0, 0], onOutage: (failure) => told.push(failure) }),
  ).toBe(4)
  expect(told).toEqual([1, 2, 3])
})

test('patience ends, and what is no outage is not repeated at all', async () => {
  const gone = failing(9)
  await expect(outlastOutage(gone.query, { delaysMs: [0, 0] })).rejects.toThrow('gone')
  expect(gone.calls()).toBe(3)
  const bug = failing(9, new TypeError('a bug'))
  await expect(outlastOutage(bug.query, { delaysMs: [0, 0] })).rejects.toThrow(TypeError)
  expect(bug.calls()).toBe(1)
})

test('a cancelled run does not sit an outage out', async () => {
  const cancel = new AbortController()
  const waiting = outlastOutage(failing(9).query, {
    signal: cancel.signal,
    delaysMs: [60_000],
    onOutage: () => cancel.abort(),
  })
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
})
