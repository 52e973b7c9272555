import { describe, expect, it } from 'vitest'
import { elapsedMs, isFinished, toRunDetail, toRunRow } from './run'
import { run } from './run.factory'
import { RunRow } from './run-schema'

describe('toRunRow', () => {
  it('makes real dates of the texts of the API', () => {
    const row = toRunRow({
      id: 'run_a',
      status: 'EXECUTING',
      taskIdentifier: 'import-csv',
      createdAt: '2026-11-22T10:00:00.000Z',
      updatedAt: '2026-11-22T10:00:02.000Z',
    })
    expect(row.createdAt).toEqual(new Date('2026-11-22T10:00:00Z'))
    expect(row).toMatchObject({ tags: [], isTest: false, durationMs: 0, startedAt: undefined })
  })

  it('survives missing and broken dates, nulls and metadata of any shape', () => {
    const row = toRunRow({
      id: 'run_a',
      status: 'WHATEVER',
      taskIdentifier: 'a/b',
      createdAt: 'soon',
      updatedAt: null,
      startedAt: 'never',
      tags: null,
      metadata: ['not', 'an', 'object'],
    })
    expect(row.createdAt.getTime()).toBe(0)
    expect(row.updatedAt).toEqual(row.createdAt)
    expect(row.startedAt).toBeUndefined()
    expect(row.status).toBe('WHATEVER')
  })

  it('leaves the secrets of metadata behind and keeps what progress is drawn from', () => {
    const source = { id: 'run_a', status: 'EXECUTING', taskIdentifier: 't' }
    const metadata = { stage: 'upload', progress: 0.5, target: { accessToken: 'abc', host: 'a.b' } }
    const hidden = { stage: 'upload', progress: 0.5, target: { accessToken: '[redacted]', host: 'a.b' } }
    expect(toRunRow({ ...source, metadata }).metadata).toEqual(hidden)
    const parent = { ...source, metadata }
    expect(toRunDetail({ ...source, relatedRuns: { parent } }).relatedRuns.parent?.metadata).toEqual(hidden)
  })

  it('reads a queue as text or as an object', () => {
    const source = { id: 'run_a', status: 'QUEUED', taskIdentifier: 't' }
    expect(toRunRow({ ...source, queue: 'emails' }).queue).toBe('emails')
    expect(toRunRow({ ...source, queue: { name: 'emails' } }).queue).toBe('emails')
    expect(toRunRow(source).queue).toBeUndefined()
  })

  it('comes back from JSON as it was', () => {
    const row = run.completed({ metadata: { progress: 1 }, version: '20261122.1' })
    expect(RunRow.parse(JSON.parse(JSON.stringify(row)))).toEqual(row)
  })
})

describe('toRunDetail', () => {
  it('has relations even when the server sends none', () => {
    const detail = toRunDetail({ id: 'run_a', status: 'FAILED', taskIdentifier: 't', error: { message: 'no' } })
    expect(detail.relatedRuns).toEqual({ root: undefined, parent: undefined, children: [] })
    expect(detail.error).toEqual({ message: 'no' })
    expect(detail.attemptCount).toBe(0)
  })
})

describe('isFinished', () => {
  it('goes by the status, and by the end time for a status nobody knows', () => {
    expect(isFinished(run.executing())).toBe(false)
    expect(isFinished(run.queued({ status: 'CANCELED' }))).toBe(true)
    expect(isFinished(run.queued({ status: 'ARCHIVED', finishedAt: new Date() }))).toBe(true)
    expect(isFinished(run.queued({ status: 'ARCHIVED' }))).toBe(false)
  })
})

describe('elapsedMs', () => {
  const now = new Date('2026-11-22T10:00:11Z')

  it('runs until now while the run does, and stops at its end', () => {
    expect(elapsedMs(run.executing(), now)).toBe(10_000)
    expect(elapsedMs(run.completed(), now)).toBe(4_000)
  })

  it('is unknown for a run that has not started', () => {
    expect(elapsedMs(run.queued(), now)).toBeNull()
  })

  it('ends with the last change of a run that was canceled without an end time', () => {
    const canceled = run.executing({ status: 'CANCELED', updatedAt: new Date('2026-11-22T10:00:03Z') })
    expect(elapsedMs(canceled, now)).toBe(2_000)
  })

  it('is never negative when clocks differ', () => {
    expect(elapsedMs(run.executing(), new Date('2026-11-22T09:59:00Z'))).toBe(0)
  })
})
