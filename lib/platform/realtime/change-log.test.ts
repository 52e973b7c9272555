import { describe, expect, test } from 'vitest'
import type { RunRecord } from '../runs/run-record'
import { ChangeLog } from './change-log'
import { changed, runRecord } from './run-record.factory'

const anything = () => true
const never = new AbortController().signal

function idsAndRevisions(log: ChangeLog, cursor: number) {
  return log.since(cursor)?.map(({ run }) => [run.id, run.revision])
}

describe('what a reader is told', () => {
  test('changes come in the order in which they were published', () => {
    const log = new ChangeLog()
    const [a, b] = [runRecord.queued(), runRecord.queued()]
    log.publish([b])
    log.publish([a])
    expect(idsAndRevisions(log, 0)).toEqual([
      [b.id, 1],
      [a.id, 1],
    ])
    expect(idsAndRevisions(log, log.head)).toEqual([])
  })

  test('only the newest state of a run is kept, at the place of its last change', () => {
    const log = new ChangeLog()
    const [a, b] = [runRecord.queued(), runRecord.queued()]
    log.publish([a, b])
    log.publish([changed(a)])
    expect(idsAndRevisions(log, 0)).toEqual([
      [b.id, 1],
      [a.id, 2],
    ])
  })

  test('a revision that is published late does not take the run back', () => {
    const log = new ChangeLog()
    const first = runRecord.queued()
    const second = changed(first, { status: 'EXECUTING' })
    log.publish([second])
    log.publish([first])
    expect(log.since(0)?.map(({ run }) => run.status)).toEqual(['EXECUTING'])
  })

  test('a revision older than the snapshot somebody was shown is dropped, that revision itself is told', () => {
    const log = new ChangeLog()
    const first = runRecord.queued()
    const second = changed(first)
    const third = changed(second)
    log.observe([third])
    log.publish([second])
    expect(log.since(0)).toEqual([])
    log.publish([third])
    expect(idsAndRevisions(log, 0)).toEqual([[first.id, 3]])
  })

  test('a revision published while a newer one was read for a snapshot is not told after it', () => {
    const log = new ChangeLog()
    const second = changed(runRecord.queued())
    const third = changed(second)
    log.publish([second])
    log.observe([third])
    expect(log.since(0)).toEqual([])
    log.publish([third])
    expect(idsAndRevisions(log, 0)).toEqual([[third.id, 3]])
  })

  test('a run is born where its first revision was published', () => {
    const log = new ChangeLog()
    const known = runRecord.queued()
    log.publish([changed(known)])
    const fresh = runRecord.queued()
    log.publish([fresh])
    log.publish([changed(fresh)])
    expect(log.since(0)?.map(({ bornSeq, seq }) => [bornSeq, seq])).toEqual([
      [0, 1],
      [2, 3],
    ])
  })

  test('a cursor from the future is not of this log', () => {
    expect(new ChangeLog().since(1)).toBeNull()
  })
})

describe('bounded memory', () => {
  test('a reader whose cursor fell out of the log is told so', () => {
    const log = new ChangeLog({ maxChanges: 3 })
    for (let i = 0; i < 5; i++) log.publish([runRecord.queued()])
    expect(log.since(1)).toBeNull()
    expect(log.since(2)).toHaveLength(3)
  })

  test('large rows leave before many small ones would', () => {
    const log = new ChangeLog({ maxBytes: 1_000_000 })
    for (let i = 0; i < 10; i++) log.publish([runRecord.queued({ payload: 'x'.repeat(100_000) })])
    expect(log.bytes).toBeLessThanOrEqual(1_000_000)
    expect(log.since(log.head - 3)).toHaveLength(3)
    expect(log.since(0)).toBeNull()
  })

  test('a run that changes a thousand times holds one row', () => {
    const log = new ChangeLog()
    let run = runRecord.queued({ payload: 'x'.repeat(1_000) })
    log.publish([run])
    const { bytes } = log
    for (let i = 0; i < 1_000; i++) {
      run = changed(run)
      log.publish([run])
    }
    expect(log.bytes).toBe(bytes)
  })

  test('runs that nobody changes are forgotten', () => {
    const log = new ChangeLog({ maxKnownRuns: 2 })
    const [first, second, third] = [runRecord.queued(), runRecord.queued(), runRecord.queued()]
    log.publish([first, second, third])
    expect([first, second, third].map((run) => log.latest(run.id) !== undefined)).toEqual([false, true, true])
  })
})

describe('waiting', () => {
  test('only the change that is wanted wakes, with the cursor before it', async () => {
    const log = new ChangeLog()
    const mine = runRecord.queued()
    const woken = log.nextChange({ wanted: (run) => run.id === mine.id, hangUp: never, holdMs: 60_000 })
    log.publish([runRecord.queued()])
    expect(log.waiting).toBe(1)
    log.publish([mine])
    expect(await woken).toBe(1)
    expect(log.waiting).toBe(0)
  })

  test('a dropped late revision wakes nobody', () => {
    const log = new ChangeLog()
    const run = runRecord.queued()
    log.publish([changed(run)])
    void log.nextChange({ wanted: anything, hangUp: never, holdMs: 60_000 })
    log.publish([run])
    expect(log.waiting).toBe(1)
    log.close()
  })

  test('a hang-up frees the waiter at once', async () => {
    const log = new ChangeLog()
    const hangUp = new AbortController()
    const woken = log.nextChange({ wanted: anything, hangUp: hangUp.signal, holdMs: 60_000 })
    hangUp.abort()
    expect(log.waiting).toBe(0)
    expect(await woken).toBe(0)
  })

  test('a closed log holds nobody', async () => {
    const log = new ChangeLog()
    const woken = log.nextChange({ wanted: anything, hangUp: never, holdMs: 60_000 })
    log.close()
    expect(await woken).toBe(0)
    expect(await log.nextChange({ wanted: anything, hangUp: never, holdMs: 60_000 })).toBe(0)
  })
})

test('whatever the order of publication, every reader ends at the newest revision and never goes back', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = randomFrom(seed)
    const log = new ChangeLog()
    const publications = shuffledRevisions(random)
    const readers = [1, 2, 3].map(() => ({ cursor: 0, seen: new Map<string, number>() }))
    const read = (reader: (typeof readers)[number]) => {
      for (const { run } of log.since(reader.cursor) ?? []) {
        expect(run.revision).toBeGreaterThan(reader.seen.get(run.id) ?? 0)
        reader.seen.set(run.id, run.revision)
      }
      reader.cursor = log.head
    }
    for (const run of publications) {
      log.publish([run])
      for (const reader of readers) if (random() < 0.3) read(reader)
    }
    for (const reader of readers) {
      read(reader)
      expect([...reader.seen.values()]).toEqual([8, 8, 8, 8])
    }
  }
})

/** Eight revisions of each of four runs; commits close together may be published in another order. */
function shuffledRevisions(random: () => number): RunRecord[] {
  const planned = Array.from({ length: 4 }, () => runRecord.queued()).flatMap((run) => {
    const revisions = [run]
    while (revisions.length < 8) revisions.push(changed(revisions.at(-1) as RunRecord))
    return revisions.map((revision, index) => ({ revision, at: index + random() * 4 }))
  })
  return planned.sort((a, b) => a.at - b.at).map(({ revision }) => revision)
}

/** A linear congruential generator: the same seed gives the same order in every run of the test. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
