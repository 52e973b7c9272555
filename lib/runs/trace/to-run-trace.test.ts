import { describe, expect, test } from 'vitest'
import { toRunTrace } from './to-run-trace'
import { RunTrace } from './trace'

/** A node as the trace endpoint of Trigger.dev sends it: durations in nanoseconds, children inside their parent. */
function node(
  id: string,
  message: string,
  data: Record<string, unknown> = {},
  children: unknown[] = [],
  runId = 'run_A',
) {
  return {
    id,
    runId,
    data: {
      message,
      duration: 1_500_000,
      isError: false,
      isPartial: false,
      isCancelled: false,
      startTime: '2026-11-22T10:00:00.000Z',
      level: 'TRACE',
      events: [],
      ...data,
    },
    children,
  }
}
const body = (rootSpan: unknown) => ({ trace: { traceId: 'f'.repeat(32), rootSpan, isTruncated: false } })
const kinds = (rootSpan: unknown) =>
  Object.fromEntries(toRunTrace(body(rootSpan)).items.map((item) => [item.id, item.kind]))

const exceptionEvent = {
  name: 'exception',
  time: '2026-11-22T10:00:01.000Z',
  properties: {
    exception: {
      type: 'PaymentError',
      message: 'card declined',
      stacktrace: 'PaymentError: card declined\n    at deep',
    },
  },
}

describe('a trace as the real server sends it', () => {
  test('every kind of row is recognised', () => {
    const root = node('root', 'rec-logs', {}, [
      node('queued', '[engine] QUEUED - Run was QUEUED', { level: 'DEBUG' }),
      node('subscribe', 'run:subscribe received by platform', { level: 'DEBUG' }),
      node('retry', 'Retry #1 delay'),
      node('attempt', 'Attempt 1', { attemptNumber: 1 }, [
        node('fn', 'run()', { attemptNumber: 1 }, [
          node('info', 'info line', { level: 'INFO', attemptNumber: 1 }),
          node('debug', 'debug line', { level: 'DEBUG', attemptNumber: 1 }),
          node('wait', 'wait.for()', { attemptNumber: 1 }),
          node(
            'child',
            'child-task',
            {},
            [node('grandchild', 'Attempt 1', { attemptNumber: 1 }, [], 'run_B')],
            'run_B',
          ),
        ]),
      ]),
    ])
    expect(kinds(root)).toEqual({
      root: 'run',
      queued: 'engine',
      subscribe: 'engine',
      retry: 'retry',
      attempt: 'attempt',
      fn: 'span',
      info: 'log',
      debug: 'log',
      wait: 'wait',
      child: 'run',
      grandchild: 'attempt',
    })
  })

  test('nanoseconds become milliseconds, and an open span has no duration', () => {
    const [closed] = toRunTrace(body(node('a', 'x'))).items
    const [open] = toRunTrace(body(node('a', 'x', { isPartial: true }))).items
    expect([closed?.durationMs, open?.durationMs]).toEqual([1.5, null])
  })

  test('the exception and the start-up marks of an attempt are kept apart', () => {
    const start = {
      name: 'trigger.dev/start',
      time: '2026-11-22T10:00:00.100Z',
      properties: { duration: 12, event: 'import' },
    }
    const [item] = toRunTrace(body(node('a', 'Attempt 1', { isError: true, events: [start, exceptionEvent] }))).items
    expect(item?.exception).toEqual({
      type: 'PaymentError',
      message: 'card declined',
      stack: 'PaymentError: card declined\n    at deep',
    })
    expect(item?.marks).toEqual([{ name: 'import', at: new Date('2026-11-22T10:00:00.100Z'), durationMs: 12 }])
  })

  test('it survives the way through JSON with real dates', () => {
    const trace = toRunTrace(body(node('a', 'Attempt 1', { events: [exceptionEvent] })))
    expect(RunTrace.parse(JSON.parse(JSON.stringify(trace)))).toEqual(trace)
  })

  test('a child without parentId belongs to the node around it, and a stated parent wins', () => {
    const stated = { ...node('stated', 'x'), parentId: 'elsewhere' }
    const { items } = toRunTrace(body(node('root', 'r', {}, [node('implied', 'x'), stated])))
    expect(items.map((item) => item.parentId)).toEqual([null, 'root', 'elsewhere'])
  })
})

describe('a trace that is not as expected', () => {
  test.each([null, 'x', {}, { trace: null }, { trace: { rootSpan: null } }, { trace: { rootSpan: { id: 7 } } }])(
    '%j gives an empty trace',
    (answer) => expect(toRunTrace(answer).items).toEqual([]),
  )

  test('an unreadable node is left out and its children move to its parent', () => {
    const broken = { id: 'broken', data: 'none', children: [node('kept', 'x')] }
    const { items } = toRunTrace(body(node('root', 'r', {}, [broken])))
    expect(items.map((item) => [item.id, item.parentId])).toEqual([
      ['root', null],
      ['kept', 'root'],
    ])
  })

  test('nesting of ten thousand levels does not overflow', () => {
    let root = node('n0', 'leaf')
    for (let index = 1; index < 10_000; index++) root = node(`n${index}`, 'x', {}, [root])
    expect(toRunTrace(body(root)).items).toHaveLength(10_000)
  })

  test('broken events and properties are dropped, not the span', () => {
    const [item] = toRunTrace(
      body(node('a', 'x', { events: ['?', { name: 'y', time: 'never' }], properties: 'z' })),
    ).items
    expect(item).toMatchObject({ id: 'a', marks: [], properties: null, exception: null })
  })
})
