import { describe, expect, it } from 'vitest'
import { mergeLiveRuns } from './merge-live-runs'
import type { RunRow } from './run'
import { run } from './run.factory'
import { EMPTY_RUN_FILTER, type RunFilter } from './run-filter'

const now = new Date('2026-11-22T12:00:00Z')
const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 10, minute))

function merge(input: {
  snapshot: RunRow[]
  live?: RunRow[]
  polled?: RunRow[]
  complete?: boolean
  filter?: Partial<RunFilter>
}) {
  return mergeLiveRuns({
    snapshot: input.snapshot,
    live: input.live ?? [],
    polled: input.polled ?? [],
    complete: input.complete ?? false,
    filter: { ...EMPTY_RUN_FILTER, ...input.filter },
    now,
  })
}

describe('mergeLiveRuns', () => {
  it('replaces a row by a newer one where it stands', () => {
    const [first, second] = [run.queued({ updatedAt: at(1) }), run.queued({ updatedAt: at(1) })]
    const update = { ...second, status: 'EXECUTING', updatedAt: at(2) }
    const { rows } = merge({ snapshot: [first, second], live: [update] })
    expect(rows.map((row) => row.id)).toEqual([first.id, second.id])
    expect(rows[1]?.status).toBe('EXECUTING')
  })

  it('never moves a run back in time for a late event', () => {
    const done = run.completed({ updatedAt: at(5) })
    const late = { ...done, status: 'EXECUTING', finishedAt: undefined, updatedAt: at(4) }
    expect(merge({ snapshot: [done], live: [late] }).rows[0]?.status).toBe('COMPLETED')
  })

  it('takes the newest of feed and poll, whichever it is', () => {
    const base = run.queued({ updatedAt: at(1) })
    const fed = { ...base, status: 'EXECUTING', updatedAt: at(2) }
    const polled = { ...base, status: 'COMPLETED', updatedAt: at(3) }
    expect(merge({ snapshot: [base], live: [fed], polled: [polled] }).rows[0]?.status).toBe('COMPLETED')
    const older = { ...polled, updatedAt: at(1) }
    expect(merge({ snapshot: [base], live: [fed], polled: [older] }).rows[0]?.status).toBe('EXECUTING')
  })

  it('keeps version and queue, which the feed does not send', () => {
    const base = run.queued({ updatedAt: at(1), version: '20261122.1', queue: 'imports' })
    const update = { ...base, version: undefined, queue: undefined, status: 'EXECUTING', updatedAt: at(2) }
    expect(merge({ snapshot: [base], live: [update] }).rows[0]).toMatchObject({
      version: '20261122.1',
      queue: 'imports',
    })
  })

  it('keeps a status nobody knows when the feed can only call it QUEUED', () => {
    const strange = run.queued({ status: 'SUSPENDED_BY_MOON', updatedAt: at(1) })
    const update = { ...strange, status: 'QUEUED', updatedAt: at(2) }
    expect(merge({ snapshot: [strange], live: [update] }).rows[0]?.status).toBe('SUSPENDED_BY_MOON')
  })

  it('marks a row that has left the filter and leaves it in its place', () => {
    const row = run.executing({ updatedAt: at(1) })
    const update = { ...row, status: 'COMPLETED', updatedAt: at(2) }
    const { rows } = merge({ snapshot: [row], live: [update], filter: { status: ['EXECUTING'] } })
    expect(rows[0]).toMatchObject({ id: row.id, status: 'COMPLETED', leftFilter: true })
  })

  it('counts a new run and does not slip it in', () => {
    const shown = run.queued({ createdAt: at(1) })
    const { rows, arrived } = merge({ snapshot: [shown], live: [run.queued({ createdAt: at(2) })] })
    expect(rows).toHaveLength(1)
    expect(arrived).toHaveLength(1)
  })

  it('does not count what the filter excludes', () => {
    const shown = run.queued({ createdAt: at(1) })
    const other = run.queued({ createdAt: at(2), taskId: 'hello-world' })
    expect(merge({ snapshot: [shown], live: [other], filter: { task: ['import-csv'] } }).arrived).toEqual([])
  })

  it('does not count older runs that only have not been loaded yet, unless the list is complete', () => {
    const shown = run.queued({ createdAt: at(10) })
    const older = run.queued({ createdAt: at(1) })
    expect(merge({ snapshot: [shown], live: [older] }).arrived).toEqual([])
    expect(merge({ snapshot: [shown], live: [older], complete: true }).arrived).toHaveLength(1)
  })

  it('counts a run of a filtered queue only when a read of the list has confirmed it', () => {
    const shown = run.queued({ createdAt: at(1), queue: 'imports' })
    const fed = run.queued({ createdAt: at(2) })
    const filter = { queue: ['imports'] }
    expect(merge({ snapshot: [shown], live: [fed], filter }).arrived).toEqual([])
    expect(merge({ snapshot: [shown], live: [fed], polled: [fed], filter }).arrived).toHaveLength(1)
  })

  it('applies the time range to what arrives', () => {
    const old = run.queued({ createdAt: new Date('2026-11-22T10:30:00Z') })
    expect(merge({ snapshot: [], live: [old], complete: true, filter: { period: '1h' } }).arrived).toEqual([])
    expect(merge({ snapshot: [], live: [old], complete: true, filter: { period: '2h' } }).arrived).toHaveLength(1)
  })
})
