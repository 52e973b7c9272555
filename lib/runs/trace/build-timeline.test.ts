import { describe, expect, test } from 'vitest'
import { buildTimeline } from './build-timeline'
import type { TimelineRow } from './timeline'
import type { TraceItem } from './trace'
import { at, ORIGIN_MS, timelineRun, traceItem, traceOf } from './trace.factory'

const outline = (rows: TimelineRow[]) => rows.map((row) => `${'  '.repeat(row.depth)}${row.name}`)
const rowNamed = (rows: TimelineRow[], name: string) => {
  const row = rows.find((candidate) => candidate.name === name)
  if (!row) throw new Error(`no row named ${name} in ${outline(rows).join(', ')}`)
  return row
}
const spent = (row: TimelineRow) => [row.startMs - ORIGIN_MS, row.endMs === null ? null : row.endMs - ORIGIN_MS]

describe('a run without a trace', () => {
  test('that waits in the queue shows an open queue row', () => {
    const timeline = buildTimeline(timelineRun.queued(), traceOf())
    expect(outline(timeline.rows)).toEqual(['import-csv', '  Queued'])
    expect(rowNamed(timeline.rows, 'Queued').endMs).toBeNull()
    expect(timeline.isLive).toBe(true)
  })

  test('that was delayed shows until when, and no queue yet', () => {
    const { rows } = buildTimeline(timelineRun.delayed(60_000), traceOf())
    expect(outline(rows)).toEqual(['import-csv', '  Delayed'])
    expect(spent(rowNamed(rows, 'Delayed'))).toEqual([0, 60_000])
  })

  test('that waits for a worker version says so', () => {
    const { rows } = buildTimeline(timelineRun.queued({ status: 'PENDING_VERSION' }), traceOf())
    expect(outline(rows)[1]).toBe('  Waiting for a worker that knows the task')
  })

  test('shows its only attempt from its own times', () => {
    const { rows } = buildTimeline(timelineRun.completed(), traceOf())
    expect(outline(rows)).toEqual(['import-csv', '  Queued', '  Attempt 1'])
    expect(spent(rowNamed(rows, 'Attempt 1'))).toEqual([1_000, 10_000])
    expect(rowNamed(rows, 'Attempt 1').tone).toBe('good')
  })

  test('that expired in the queue closes the queue row at its end', () => {
    const run = timelineRun.queued({ status: 'EXPIRED', updatedAt: at(2_000), finishedAt: at(2_000) })
    expect(spent(rowNamed(buildTimeline(run, traceOf()).rows, 'Queued'))).toEqual([0, 2_000])
  })

  test('with a status nobody knows still has its rows', () => {
    const { rows } = buildTimeline(timelineRun.executing({ status: 'HIBERNATING' }), traceOf())
    expect(outline(rows)).toEqual(['import-csv', '  Queued', '  Attempt 1'])
  })
})

describe('attempts and retries', () => {
  const first = traceItem.failedAttempt(1, { startMs: 1_000, durationMs: 2_000 })

  test('the pause between two attempts becomes a retry row with its length', () => {
    const second = traceItem.attempt(2, { startMs: 8_000, durationMs: 2_000 })
    const { rows } = buildTimeline(timelineRun.completed({ attemptCount: 2 }), traceOf(traceItem.root(), second, first))
    expect(outline(rows)).toEqual(['import-csv', '  Queued', '  Attempt 1', '  Retry in 5.0 s', '  Attempt 2'])
    expect(rowNamed(rows, 'Attempt 1').tone).toBe('bad')
    expect(rowNamed(rows, 'Attempt 2').tone).toBe('good')
  })

  test('a failed last attempt of a run that goes on waits to be retried', () => {
    const { rows } = buildTimeline(timelineRun.executing(), traceOf(traceItem.root(), first))
    expect(rowNamed(rows, 'Waiting to retry').endMs).toBeNull()
  })

  test('the platform’s own announcement of a retry replaces ours', () => {
    const announced = traceItem.retry('r1', { startMs: 3_000, durationMs: 5_000 })
    const { rows } = buildTimeline(timelineRun.executing(), traceOf(traceItem.root(), first, announced))
    expect(outline(rows).filter((line) => /retry/i.test(line))).toEqual(['  Retry in 5.0 s'])
    expect(spent(rowNamed(rows, 'Retry in 5.0 s'))).toEqual([3_000, 8_000])
  })

  test('the spans of a running attempt are grouped under it before its own span has arrived', () => {
    const early = traceItem.span('run()', { parentId: 'not-here-yet', durationMs: null })
    const before = buildTimeline(timelineRun.executing(), traceOf(traceItem.root(), early))
    expect(outline(before.rows)).toEqual(['import-csv', '  Queued', '  Attempt 1', '    run()'])
    const arrived = traceItem.attempt(1, { id: 'not-here-yet' })
    const after = buildTimeline(timelineRun.completed(), traceOf(traceItem.root(), early, arrived))
    expect(rowNamed(after.rows, 'Attempt 1').id).toBe(rowNamed(before.rows, 'Attempt 1').id)
  })

  test('an attempt that died silently ends where the next one began and counts as failed', () => {
    const lost = traceItem.span('run()', { parentId: 'lost', startMs: 1_000, durationMs: null })
    const second = traceItem.attempt(2, { startMs: 6_000, durationMs: null })
    const { rows } = buildTimeline(timelineRun.executing({ attemptCount: 2 }), traceOf(traceItem.root(), lost, second))
    expect(spent(rowNamed(rows, 'Attempt 1'))).toEqual([1_000, 6_000])
    expect(rowNamed(rows, 'Attempt 1').isError).toBe(true)
    expect(spent(rowNamed(rows, 'run()'))).toEqual([1_000, 6_000])
  })
})

describe('open spans', () => {
  test('grow while the run goes on', () => {
    const wait = traceItem.wait('w', { durationMs: null })
    const timeline = buildTimeline(
      timelineRun.executing(),
      traceOf(traceItem.root(), traceItem.attempt(1, { durationMs: null }), wait),
    )
    expect(rowNamed(timeline.rows, 'wait.for()')).toMatchObject({ endMs: null, tone: 'waiting' })
    expect(timeline.isLive).toBe(true)
  })

  test('end with a run that was killed, also when the platform gave it no finish time', () => {
    const run = timelineRun.executing({ status: 'CANCELED', updatedAt: at(7_000) })
    const timeline = buildTimeline(run, traceOf(traceItem.root(), traceItem.span('work', { durationMs: null })))
    expect(spent(rowNamed(timeline.rows, 'work'))).toEqual([1_000, 7_000])
    expect(timeline.isLive).toBe(false)
  })

  test('of a child run that outlives its parent stay open', () => {
    const run = timelineRun.completed({ relatedRuns: { children: [{ id: 'run_child', status: 'EXECUTING' }] } })
    const trace = traceOf(traceItem.root(), traceItem.attempt(1), traceItem.childRun('run_child', { durationMs: null }))
    expect(rowNamed(buildTimeline(run, trace).rows, 'child-task').endMs).toBeNull()
  })
})

describe('a hostile trace', () => {
  test('orphans go to their attempt, or to the run', () => {
    const orphan = traceItem.span('orphan', { parentId: 'nowhere' })
    const stray = traceItem.span('stray', { parentId: 'nowhere', attemptNumber: null })
    const { rows } = buildTimeline(
      timelineRun.executing(),
      traceOf(traceItem.root(), traceItem.attempt(1), orphan, stray),
    )
    expect(rowNamed(rows, 'orphan').parentId).toBe('a1')
    expect(rowNamed(rows, 'stray').parentId).toBe('root')
  })

  test('cycles are cut and every span is shown once', () => {
    const trace = traceOf(
      traceItem.root(),
      traceItem.span('x', { parentId: 'y', attemptNumber: null }),
      traceItem.span('y', { parentId: 'z', attemptNumber: null }),
      traceItem.span('z', { parentId: 'x', attemptNumber: null }),
      traceItem.span('self', { parentId: 'self', attemptNumber: null }),
    )
    const names = buildTimeline(timelineRun.executing(), trace).rows.map((row) => row.name)
    for (const name of ['x', 'y', 'z', 'self']) expect(names.filter((one) => one === name)).toEqual([name])
  })

  test('a closed span replaces the open copy that came before it', () => {
    const trace = traceOf(
      traceItem.root(),
      traceItem.attempt(1),
      traceItem.span('s', { durationMs: null }),
      traceItem.span('s', { durationMs: 500 }),
      traceItem.span('s', { durationMs: null }),
    )
    const rows = buildTimeline(timelineRun.executing(), trace).rows.filter((row) => row.name === 's')
    expect(rows.map(spent)).toEqual([[1_000, 1_500]])
  })

  test('clock skew never gives a start before the run or an end before the start', () => {
    let seed = 7
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647
      return seed / 2_147_483_647
    }
    const items = Array.from(
      { length: 500 },
      (_, index): TraceItem =>
        traceItem.span(`s${index}`, {
          parentId: random() < 0.5 ? 'a1' : `s${Math.floor(random() * 500)}`,
          startMs: (random() - 0.5) * 20_000,
          durationMs: random() < 0.2 ? null : (random() - 0.3) * 5_000,
        }),
    )
    for (const run of [timelineRun.executing(), timelineRun.failed({ finishedAt: at(-5_000) })]) {
      const { rows } = buildTimeline(
        run,
        traceOf(traceItem.root(), traceItem.attempt(1, { startMs: -3_000 }), ...items),
      )
      expect(rows.filter((row) => row.name.startsWith('s'))).toHaveLength(500)
      for (const row of rows) {
        expect(row.startMs).toBeGreaterThanOrEqual(ORIGIN_MS)
        for (const segment of [row, ...row.segments]) {
          expect((segment.endMs ?? segment.startMs) - segment.startMs).toBeGreaterThanOrEqual(0)
        }
      }
    }
  })

  test('ten thousand spans in one chain or one heap are arranged without recursion', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      traceItem.span(`c${index}`, { parentId: index === 0 ? 'a1' : `c${index - 1}` }),
    )
    const { rows } = buildTimeline(
      timelineRun.executing(),
      traceOf(traceItem.root(), traceItem.attempt(1), ...chain.reverse()),
    )
    expect(rows).toHaveLength(10_003)
    expect(rows.at(-1)).toMatchObject({ name: 'c9999', depth: 10_001 })
  })
})

test('siblings are ordered by start, and a parent comes before its children', () => {
  const trace = traceOf(
    traceItem.root(),
    traceItem.attempt(1),
    traceItem.span('late', { startMs: 5_000 }),
    traceItem.log('inside', { parentId: 'early', startMs: 1_200 }),
    traceItem.span('early', { startMs: 1_100 }),
  )
  const { rows } = buildTimeline(timelineRun.executing(), trace)
  expect(outline(rows)).toEqual(['import-csv', '  Queued', '  Attempt 1', '    early', '      inside', '    late'])
})
