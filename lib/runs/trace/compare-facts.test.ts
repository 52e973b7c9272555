import { expect, test } from 'vitest'
import { type RunDetailSource, toRunDetail } from '../run'
import { compareFacts } from './compare-facts'
import { at } from './trace.factory'

const runWith = (more: Partial<RunDetailSource>) =>
  toRunDetail({ id: 'run_a', status: 'COMPLETED', taskIdentifier: 't', createdAt: at(0), ...more })
const fact = (mine: Partial<RunDetailSource>, theirs: Partial<RunDetailSource>, name: string, nowMs = 60_000) =>
  compareFacts(runWith(mine), runWith(theirs), at(nowMs)).find((one) => one.name === name)

test('the time in the queue begins when the run could start', () => {
  const waited = fact({ startedAt: at(2_000) }, { delayedUntil: at(5_000), startedAt: at(5_400) }, 'Waited in queue')
  expect(waited).toMatchObject({ mine: 2_000, theirs: 400 })
})

test('a run that has not started waits until now, and one that is delayed does not wait yet', () => {
  const queued = { status: 'QUEUED' }
  expect(fact(queued, { status: 'DELAYED', delayedUntil: at(90_000) }, 'Waited in queue')).toMatchObject({
    mine: 60_000,
    theirs: null,
  })
  expect(fact(queued, { startedAt: at(1_000), finishedAt: at(4_000) }, 'Execution')).toMatchObject({
    mine: null,
    theirs: 3_000,
  })
})

test('tags are the same in any order', () => {
  const tags = fact({ tags: ['b', 'a'] }, { tags: ['a', 'b'] }, 'Tags')
  expect(tags?.mine).toBe(tags?.theirs)
})
