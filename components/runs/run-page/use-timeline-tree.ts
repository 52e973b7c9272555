'use client'

import { type KeyboardEvent, useMemo, useState } from 'react'
import type { TimelineRow } from '@/lib/runs/trace/timeline'
import { ancestorsOf, type TreeMove, visibleRows, walkTree } from '@/lib/runs/trace/visible-rows'

const MOVES: Record<string, TreeMove> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'out',
  ArrowRight: 'in',
  Home: 'first',
  End: 'last',
}

type TreeOptions = {
  rows: TimelineRow[]
  showEngine: boolean
  selectedId: string | null
  onSelect: (id: string) => void
}

/** What is open in the tree, what can be seen of it, and what its keys do. */
export function useTimelineTree({ rows, showEngine, selectedId, onSelect }: TreeOptions) {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  // A live timeline is drawn ten times a second; its rows change far less often.
  const visible = useMemo(() => visibleRows(rows, { collapsed, showEngine }), [rows, collapsed, showEngine])

  const setOpen = (id: string, open: boolean) => {
    const next = new Set(collapsed)
    if (open) next.delete(id)
    else next.add(id)
    setCollapsed(next)
  }

  const take = (move: TreeMove) => {
    // An error below a closed row is found too, and its parents are opened.
    const among = move === 'nextError' ? visibleRows(rows, { collapsed: new Set(), showEngine }) : visible
    const step = walkTree(among, selectedId, move, collapsed)
    if (step.expand) setOpen(step.expand, true)
    if (step.collapse) setOpen(step.collapse, false)
    if (!step.focus) return
    if (move === 'nextError') reveal(step.focus)
    onSelect(step.focus)
  }

  const reveal = (id: string) => {
    const ancestors = ancestorsOf(rows, id)
    setCollapsed((before) => new Set([...before].filter((one) => !ancestors.includes(one))))
  }

  return {
    visible,
    collapsed,
    toggle: (id: string) => setOpen(id, collapsed.has(id)),
    expandAll: () => setCollapsed(new Set()),
    /** The root stays open: an empty tree would look like a lost trace. */
    collapseAll: () =>
      setCollapsed(new Set(rows.filter((row) => row.depth > 0 && row.childCount > 0).map((row) => row.id))),
    nextError: () => take('nextError'),
    onKeyDown: (event: KeyboardEvent) => {
      const move = MOVES[event.key]
      if (!move || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      take(move)
    },
  }
}
