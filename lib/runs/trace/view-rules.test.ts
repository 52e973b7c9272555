import { describe, expect, test } from 'vitest'
import type { RunStatus } from '../run-status'
import { buildTimeline } from './build-timeline'
import { asCurl, asSdkCall } from './copy-as'
import { legalActions } from './legal-actions'
import { movedWindow, pointedWindow, zoomedWindow } from './pointed-window'
import { steadyAxis } from './steady-axis'
import { ORIGIN_MS, timelineRun, traceOf } from './trace.factory'

describe('legal actions', () => {
  const allowed = (status: string, role: Parameters<typeof legalActions>[1]) =>
    Object.entries(legalActions({ status }, role))
      .flatMap(([action, legality]) => (legality.allowed ? [action] : []))
      .sort()

  test('only a delayed run can be rescheduled, and whoever may not is told why', () => {
    expect(allowed('DELAYED', 'operator')).toEqual(['cancel', 'replay', 'replayEdited', 'reschedule', 'tag'])
    expect(legalActions({ status: 'EXECUTING' }, 'admin').reschedule.reason).toBe(
      'Only a delayed run can be rescheduled.',
    )
    expect(legalActions({ status: 'DELAYED' }, 'editor').reschedule.reason).toContain('may not reschedule runs')
  })

  test.each<RunStatus>(['QUEUED', 'EXECUTING', 'WAITING', 'PENDING_VERSION', 'DEQUEUED'])(
    'a %s run can be canceled',
    (status) => {
      expect(allowed(status, 'operator')).toEqual(['cancel', 'replay', 'replayEdited', 'tag'])
    },
  )

  test.each<RunStatus>(['COMPLETED', 'FAILED', 'CANCELED', 'EXPIRED', 'TIMED_OUT', 'CRASHED', 'SYSTEM_FAILURE'])(
    'a %s run cannot be canceled and says why',
    (status) => {
      expect(allowed(status, 'admin')).toEqual(['replay', 'replayEdited', 'tag'])
      expect(legalActions({ status }, 'admin').cancel.reason).toBe('This run has already finished.')
    },
  )

  test('a status nobody knows may be canceled until the run has a finish time', () => {
    expect(legalActions({ status: 'HIBERNATING' }, 'operator').cancel.allowed).toBe(true)
    expect(legalActions({ status: 'HIBERNATING', finishedAt: new Date() }, 'operator').cancel.allowed).toBe(false)
  })

  test('roles decide, and the reason names the role', () => {
    expect(allowed('EXECUTING', 'viewer')).toEqual([])
    expect(allowed('EXECUTING', 'editor')).toEqual(['replayEdited'])
    expect(legalActions({ status: 'EXECUTING' }, 'viewer').cancel.reason).toBe(
      'Your role, viewer, may not cancel runs.',
    )
  })
})

describe('copying a run as a call', () => {
  const call = { taskId: 'a b/c', payload: `{"name":"O'Brien $(rm)","n":9007199254740993}`, tags: ['x'] }

  test('cURL quotes the payload for the shell and never carries a key', () => {
    const command = asCurl(call)
    expect(command).toContain('/api/v1/tasks/a%20b%2Fc/trigger"')
    expect(command).toContain(
      `-d '{"payload":{"name":"O'\\''Brien $(rm)","n":9007199254740993},"options":{"tags":["x"]}}'`,
    )
    expect(command).toContain('Bearer $TRIGGER_SECRET_KEY')
  })

  test('the SDK call has payload and tags, and works without either', () => {
    expect(asSdkCall(call)).toContain(
      `tasks.trigger("a b/c", {"name":"O'Brien $(rm)","n":9007199254740993}, { tags: ["x"] })`,
    )
    expect(asSdkCall({ taskId: 't', payload: null, tags: [] })).toContain('tasks.trigger("t", {})')
  })
})

describe('the window of the axis', () => {
  const axis = { startMs: 0, endMs: 1_000 }

  test('is turned the right way round and kept inside', () => {
    expect(pointedWindow(axis, 700, 300)).toEqual({ startMs: 300, endMs: 700 })
    expect(pointedWindow(axis, -50, 400)).toEqual({ startMs: 0, endMs: 400 })
    expect(pointedWindow(axis, 1_000, 1_000)).toEqual({ startMs: 999, endMs: 1_000 })
  })

  test('the whole axis is no zoom', () => {
    expect(pointedWindow(axis, -5, 5_000)).toBeNull()
    expect(zoomedWindow(axis, { startMs: 100, endMs: 900 }, 2)).toBeNull()
  })

  test('zooms around its middle and moves without changing its width', () => {
    expect(zoomedWindow(axis, { startMs: 400, endMs: 600 }, 0.5)).toEqual({ startMs: 450, endMs: 550 })
    expect(movedWindow(axis, { startMs: 400, endMs: 600 }, 900)).toEqual({ startMs: 800, endMs: 1_000 })
    expect(movedWindow(axis, { startMs: 400, endMs: 600 }, -900)).toEqual({ startMs: 0, endMs: 200 })
  })
})

test('the axis of a live run stands still between its steps, and never ends before now', () => {
  const timeline = buildTimeline(timelineRun.executing(), traceOf())
  const ends = Array.from({ length: 200 }, (_, index) => {
    const nowMs = ORIGIN_MS + 5_000 + index * 100
    const { endMs } = steadyAxis(timeline, nowMs)
    expect(endMs).toBeGreaterThanOrEqual(nowMs)
    return endMs
  })
  expect(new Set(ends).size).toBeLessThan(25)
  expect(ends).toEqual([...ends].sort((one, other) => one - other))
})
