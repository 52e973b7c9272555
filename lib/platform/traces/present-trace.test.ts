import { describe, expect, test } from 'vitest'
import { changed, runRecord } from '../realtime/run-record.factory'
import type { RunRecord } from '../runs/run-record'
import { missingAttemptRows } from './attempt-rows'
import { engineRows } from './engine-rows'
import { presentTrace, type TraceNode } from './present-trace'
import { runSpan } from './run-span'
import { settleTraceRow } from './settle-trace-row'
import { type StoredTraceRow, type TraceRow, toNanoseconds } from './trace-row'

const at = (time: string) => toNanoseconds(new Date(`2026-01-02T${time}Z`))

function storedSpan(run: RunRecord, given: Partial<StoredTraceRow>): StoredTraceRow {
  const { span_id: parent_span_id, ...root } = runSpan(run)
  return { ...root, parent_span_id, span_id: 'ffffffffffffffff', attempt_number: 1, next_attempt_at_ns: null, ...given }
}

describe('the root span of a run', () => {
  test('is open while the run goes on', () => {
    expect(runSpan(runRecord.executing())).toMatchObject({
      message: 'send-invoice',
      is_partial: true,
      duration_ns: 0n,
    })
  })

  test('ends as the run ended', () => {
    expect(runSpan(runRecord.failed())).toMatchObject({
      is_partial: false,
      is_error: true,
      duration_ns: 4_322_000_000n,
    })
    const cancelled = runRecord.failed({ status: 'CANCELED' })
    expect(runSpan(cancelled)).toMatchObject({ is_cancelled: true, is_error: false })
  })
})

describe('a span that its process left open', () => {
  const startedAt = at('03:04:07.000')

  test('is open while its attempt may still go on', () => {
    const run = runRecord.executing()
    expect(settleTraceRow(storedSpan(run, { is_partial: true }), run).is_partial).toBe(true)
  })

  test('ended with the run, as the run did', () => {
    const run = runRecord.failed({ status: 'CRASHED' })
    const row = storedSpan(run, { is_partial: true, start_time_ns: startedAt })
    expect(settleTraceRow(row, run)).toMatchObject({ is_partial: false, is_error: true, duration_ns: 3_000_000_000n })
    const cancelled = { ...run, status: 'CANCELED' as const }
    expect(settleTraceRow(row, cancelled)).toMatchObject({ is_partial: false, is_error: false, is_cancelled: true })
  })

  test('failed when the next attempt began, while the run goes on', () => {
    const run = runRecord.executing({ attempt_number: 2 })
    const row = storedSpan(run, { is_partial: true, start_time_ns: startedAt, next_attempt_at_ns: at('03:04:09.000') })
    expect(settleTraceRow(row, run)).toMatchObject({ is_partial: false, is_error: true, duration_ns: 2_000_000_000n })
    const ofThisAttempt = storedSpan(run, { is_partial: true, attempt_number: 2 })
    expect(settleTraceRow(ofThisAttempt, run).is_partial).toBe(true)
  })

  test('never has a negative duration', () => {
    const run = runRecord.failed()
    const row = storedSpan(run, { is_partial: true, start_time_ns: at('23:00:00.000') })
    expect(settleTraceRow(row, run).duration_ns).toBe(0n)
  })
})

describe('the time before the code ran', () => {
  test('is open while the run queues', () => {
    const [queued, ...others] = engineRows(runRecord.queued())
    expect(queued).toMatchObject({ message: '[engine] QUEUED - Run was QUEUED', level: 'DEBUG', is_partial: true })
    expect(others).toEqual([])
  })

  test('is split into the wait for a worker and the start of the attempt', () => {
    const rows = engineRows(runRecord.executing())
    expect(rows.map((row) => [row.is_partial, row.duration_ns])).toEqual([
      [false, 322_000_000n],
      [false, 500_000_000n],
      [false, 0n],
    ])
  })

  test('ends with a run that was cancelled in the queue', () => {
    const run = runRecord.failed({ status: 'CANCELED', started_at: null, executed_at: null })
    expect(engineRows(run)).toMatchObject([{ is_partial: false, duration_ns: 4_322_000_000n }])
  })
})

describe('an attempt that is not reported yet', () => {
  const run = runRecord.executing()

  test('is made from its children, under the id they name', () => {
    const child = storedSpan(run, { message: 'run()', parent_span_id: 'eeeeeeeeeeeeeeee', is_partial: true })
    expect(missingAttemptRows([child], run.span_id)).toMatchObject([
      { span_id: 'eeeeeeeeeeeeeeee', parent_span_id: run.span_id, message: 'Attempt 1', is_partial: true },
    ])
  })

  test('is not made when it is there, nor from log lines', () => {
    const attempt = storedSpan(run, { message: 'Attempt 1', span_id: 'eeeeeeeeeeeeeeee' })
    const child = storedSpan(run, { parent_span_id: 'eeeeeeeeeeeeeeee' })
    expect(missingAttemptRows([child, attempt], run.span_id)).toEqual([])
    const line = storedSpan(run, { kind: 'LOG', parent_span_id: 'dddddddddddddddd' })
    expect(missingAttemptRows([line], run.span_id)).toEqual([])
  })
})

describe('the tree', () => {
  const parent = runRecord.executing()
  const childOf = (spanId: string) =>
    runRecord.executing({
      parent_id: parent.id,
      trace_context: { traceparent: `00-${parent.trace_id}-${spanId}-01` },
    })
  const ofRun = (run: RunRecord, rows: TraceRow[]) => ({ run, rows: [runSpan(run), ...rows] })
  const names = (node: TraceNode | undefined): unknown => node && { [node.data.message]: node.children.map(names) }

  test('hangs a child run where it was triggered, with its own run id', () => {
    const waiting = storedSpan(parent, { span_id: 'cccccccccccccccc', message: 'triggerAndWait()' })
    const child = childOf('cccccccccccccccc')
    const traces = [ofRun(parent, [waiting]), ofRun(child, [])]
    const trace = presentTrace({ traces, isTruncated: false })?.trace
    expect(names(trace?.rootSpan)).toEqual({ 'send-invoice': [{ 'triggerAndWait()': [{ 'send-invoice': [] }] }] })
    expect(trace?.rootSpan.children[0]?.children[0]?.runId).toBe(`run_${child.id}`)
  })

  test('loses nothing whose parent is missing: it hangs at the root of its run', () => {
    const child = childOf('1111111111111111')
    const lost = storedSpan(child, { message: 'lost', parent_span_id: '0000000000000000' })
    const traces = [ofRun(parent, []), ofRun(child, [lost])]
    expect(names(presentTrace({ traces, isTruncated: false })?.trace.rootSpan)).toEqual({
      'send-invoice': [{ 'send-invoice': [{ lost: [] }] }],
    })
  })

  test('of spans nested ten thousand deep can still be written as JSON', () => {
    const rows = Array.from({ length: 10_000 }, (_, n) =>
      storedSpan(parent, { span_id: `s${n}`, parent_span_id: n === 0 ? parent.span_id : `s${n - 1}` }),
    )
    const trace = presentTrace({ traces: [ofRun(parent, rows)], isTruncated: false })
    expect(JSON.stringify(trace).match(/"id":/g)).toHaveLength(10_001)
  })

  test('of spans that name each other as parents comes to an end', () => {
    const rows = ['a', 'b'].map((id) => storedSpan(parent, { span_id: id, parent_span_id: id === 'a' ? 'b' : 'a' }))
    expect(presentTrace({ traces: [ofRun(parent, rows)], isTruncated: false })?.trace.rootSpan.children).toEqual([])
  })
})

test('a run that changes keeps its root span', () => {
  const run = runRecord.executing()
  expect(runSpan(changed(run)).span_id).toBe(run.span_id)
})
