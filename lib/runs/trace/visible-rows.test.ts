import { describe, expect, test } from 'vitest'
import { buildTimeline } from './build-timeline'
import { timelineRun, traceItem, traceOf } from './trace.factory'
import { ancestorsOf, visibleRows, walkTree } from './visible-rows'

const { rows } = buildTimeline(
  timelineRun.executing(),
  traceOf(
    traceItem.root(),
    traceItem.engine('note', { startMs: 10 }),
    traceItem.attempt(1),
    traceItem.span('s1', { startMs: 1_100 }),
    traceItem.log('l1', { parentId: 's1', startMs: 1_200 }),
    traceItem.span('s2', { startMs: 1_300, isError: true }),
  ),
)
const none: ReadonlySet<string> = new Set()
const ids = (list: { id: string }[]) => list.map((row) => row.id)
const shown = visibleRows(rows, { collapsed: none, showEngine: false })

describe('which rows are shown', () => {
  test('engine notes only on request', () => {
    expect(ids(shown)).toEqual(['root', 'root:queue', 'a1', 's1', 'l1', 's2'])
    expect(ids(visibleRows(rows, { collapsed: none, showEngine: true }))).toContain('note')
  })

  test('nothing below a collapsed row, everything beside it', () => {
    expect(ids(visibleRows(rows, { collapsed: new Set(['s1']), showEngine: false }))).not.toContain('l1')
    expect(ids(visibleRows(rows, { collapsed: new Set(['s1']), showEngine: false }))).toContain('s2')
    expect(ids(visibleRows(rows, { collapsed: new Set(['root']), showEngine: false }))).toEqual(['root'])
  })
})

describe('walking the tree with the keyboard', () => {
  test('down and up stop at the ends', () => {
    expect(walkTree(shown, 'root', 'down', none)).toEqual({ focus: 'root:queue' })
    expect(walkTree(shown, 's2', 'down', none)).toEqual({ focus: 's2' })
    expect(walkTree(shown, 'root', 'up', none)).toEqual({ focus: 'root' })
    expect(walkTree(shown, null, 'down', none)).toEqual({ focus: 'root' })
  })

  test('right opens a closed row, then goes in; left closes an open row, then goes out', () => {
    expect(walkTree(shown, 's1', 'in', new Set(['s1']))).toEqual({ expand: 's1' })
    expect(walkTree(shown, 's1', 'in', none)).toEqual({ focus: 'l1' })
    expect(walkTree(shown, 'l1', 'in', none)).toEqual({})
    expect(walkTree(shown, 's1', 'out', none)).toEqual({ collapse: 's1' })
    expect(walkTree(shown, 'l1', 'out', none)).toEqual({ focus: 's1' })
    expect(walkTree(shown, 'root', 'out', new Set(['root']))).toEqual({})
  })

  test('the next error wraps around, and without errors nothing moves', () => {
    expect(walkTree(shown, 'root', 'nextError', none)).toEqual({ focus: 's2' })
    expect(walkTree(shown, 's2', 'nextError', none)).toEqual({ focus: 's2' })
    expect(
      walkTree(
        shown.filter((row) => !row.isError),
        'root',
        'nextError',
        none,
      ),
    ).toEqual({})
    expect(walkTree([], null, 'down', none)).toEqual({})
  })

  test('a row can be revealed by opening its ancestors', () => {
    expect(ancestorsOf(rows, 'l1')).toEqual(['s1', 'a1', 'root'])
  })
})
