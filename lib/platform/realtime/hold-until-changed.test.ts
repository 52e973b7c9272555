import { expect, test } from 'vitest'
import { ChangeLog } from './change-log'
import { holdUntilChanged } from './hold-until-changed'
import { changed, runRecord } from './run-record.factory'

const anything = () => true
const never = new AbortController().signal

test('a change made before the wait is told at once', async () => {
  const log = new ChangeLog()
  log.publish([runRecord.queued()])
  const held = await holdUntilChanged(log, 0, { wanted: anything, hangUp: never })
  expect(held).toMatchObject({ changes: [{ seq: 1 }], cursor: 1 })
})

test('changes of one burst come in one answer', async () => {
  const log = new ChangeLog()
  const held = holdUntilChanged(log, 0, { wanted: anything, hangUp: never })
  const run = runRecord.queued()
  log.publish([run])
  log.publish([changed(run), runRecord.queued()])
  expect((await held)?.changes.map(({ seq }) => seq)).toEqual([2, 3])
})

test('nothing wanted happened: none, and what was looked at need not be looked at again', async () => {
  const log = new ChangeLog()
  const held = holdUntilChanged(log, 0, { wanted: () => false, hangUp: never, holdMs: 5 })
  log.publish([runRecord.queued()])
  expect(await held).toEqual({ changes: [], cursor: 1 })
})

test('a quiet reader of a busy log is not sent back to the start', async () => {
  const log = new ChangeLog({ maxChanges: 10 })
  const mine = runRecord.queued()
  const held = holdUntilChanged(log, 0, { wanted: (run) => run.id === mine.id, hangUp: never })
  for (let i = 0; i < 100; i++) log.publish([runRecord.queued()])
  log.publish([mine])
  expect((await held)?.changes.map(({ run }) => run.id)).toEqual([mine.id])
})

test('a cursor that fell out of the log gives null', async () => {
  const log = new ChangeLog({ maxChanges: 1 })
  log.publish([runRecord.queued(), runRecord.queued()])
  expect(await holdUntilChanged(log, 0, { wanted: anything, hangUp: never })).toBeNull()
})

test('a hang-up ends the wait', async () => {
  const log = new ChangeLog()
  const hangUp = new AbortController()
  const held = holdUntilChanged(log, 0, { wanted: anything, hangUp: hangUp.signal })
  hangUp.abort()
  expect(await held).toEqual({ changes: [], cursor: 0 })
  expect(log.waiting).toBe(0)
})
