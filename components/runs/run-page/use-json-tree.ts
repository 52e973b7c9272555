'use client'

import { type KeyboardEvent, useState } from 'react'
import type { JsonValue } from '@/lib/runs/trace/exact-json'
import { type JsonRow, jsonRows, pathsAbove } from '@/lib/runs/trace/json-rows'
import { moveInJson } from '@/lib/runs/trace/move-in-json'

/** Small documents are open at once; of large ones the first level is. */
const OPEN_DEPTH = 2
const OPEN_SIZE = 60

/** What is open in a document, which row is active, and what the keys of the tree do. */
export function useJsonTree(value: JsonValue, found: readonly string[], current: string | undefined) {
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [activePath, setActive] = useState('')
  // Set by a key only: a document that is drawn, searched or changed must not take the focus.
  const [movedTo, setMovedTo] = useState<string | null>(null)
  const [seen, setSeen] = useState(current)
  if (current !== seen) {
    setSeen(current)
    setMovedTo(null)
    if (current !== undefined) setActive(current)
  }
  const onTheWay = new Set(found.flatMap(pathsAbove))
  const rows = jsonRows(
    value,
    (path, depth, size) =>
      toggled.get(path) ?? (onTheWay.has(path) || depth === 0 || (depth < OPEN_DEPTH && size <= OPEN_SIZE)),
  )
  const indexOf = (path: string | null | undefined) => (path == null ? -1 : rows.findIndex((row) => row.path === path))
  // A row that was closed away or has left the document hands over to the document itself.
  const activeIndex = Math.max(0, indexOf(activePath))
  const active = rows[activeIndex]

  const setOpen = (paths: readonly string[], isOpen: boolean) => {
    const next = new Map(toggled)
    for (const path of paths) next.set(path, isOpen)
    setToggled(next)
  }
  const activate = (path: string) => {
    setActive(path)
    setMovedTo(null)
  }

  return {
    rows,
    active,
    activeIndex,
    movedTo,
    /** The row to bring into view: where a key went, or what the search is at. */
    shownIndex: indexOf(movedTo ?? current),
    activate,
    toggle: (row: JsonRow) => setOpen([row.path], !row.isOpen),
    onKeyDown: (event: KeyboardEvent) => {
      if (!active || event.ctrlKey || event.metaKey || event.altKey) return
      const step = moveInJson(rows, activeIndex, event.key)
      if (!step) return
      event.preventDefault()
      event.stopPropagation()
      if (step.open) setOpen(step.open, true)
      if (step.close) setOpen([step.close], false)
      if (step.focus === undefined) return
      setActive(step.focus)
      setMovedTo(step.focus)
    },
  }
}
