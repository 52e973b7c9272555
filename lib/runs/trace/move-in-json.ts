import type { JsonRow } from './json-rows'

export interface JsonMove {
  focus?: string
  open?: string[]
  close?: string
}

/** Rows that a page key goes over: about what is in view. */
const PAGE = 15

/** What a key does in the tree of a document, as WAI-ARIA describes it; null for keys that mean nothing there. */
export function moveInJson(rows: readonly JsonRow[], index: number, key: string): JsonMove | null {
  const row = rows[index]
  if (!row) return null
  const to = (position: number): JsonMove => {
    const target = rows[Math.min(Math.max(position, 0), rows.length - 1)]
    return target ? { focus: target.path } : {}
  }
  switch (key) {
    case 'ArrowDown':
      return to(index + 1)
    case 'ArrowUp':
      return to(index - 1)
    case 'Home':
      return to(0)
    case 'End':
      return to(rows.length - 1)
    case 'PageDown':
      return to(index + PAGE)
    case 'PageUp':
      return to(index - PAGE)
    case 'ArrowRight':
      if (row.size === 0) return {}
      return row.isOpen ? to(index + 1) : { open: [row.path] }
    case 'ArrowLeft':
      return row.isOpen ? { close: row.path } : parentOf(row)
    case 'Enter':
    case ' ':
      if (row.size === 0) return {}
      return row.isOpen ? { close: row.path } : { open: [row.path] }
    case '*':
      return { open: siblingsOf(rows, row) }
    default:
      return null
  }
}

function parentOf(row: JsonRow): JsonMove {
  return row.path === '' ? {} : { focus: row.path.slice(0, row.path.lastIndexOf('/')) }
}

function siblingsOf(rows: readonly JsonRow[], row: JsonRow): string[] {
  const parent = row.path.slice(0, row.path.lastIndexOf('/') + 1)
  return rows
    .filter((other) => other.depth === row.depth && other.size > 0 && other.path.startsWith(parent))
    .map((other) => other.path)
}
