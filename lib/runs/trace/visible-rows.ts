import type { TimelineRow } from './timeline'

interface Visibility {
  collapsed: ReadonlySet<string>
  /** The platform's own notes, hidden unless somebody debugs the platform. */
  showEngine: boolean
}

/** Rows come depth first, so everything below a collapsed row is one contiguous stretch. */
export function visibleRows(rows: TimelineRow[], { collapsed, showEngine }: Visibility): TimelineRow[] {
  const visible: TimelineRow[] = []
  let hiddenBelow = Number.POSITIVE_INFINITY
  for (const row of rows) {
    if (row.depth > hiddenBelow) continue
    hiddenBelow = Number.POSITIVE_INFINITY
    if (row.kind === 'engine' && !showEngine) {
      hiddenBelow = row.depth
      continue
    }
    visible.push(row)
    if (collapsed.has(row.id)) hiddenBelow = row.depth
  }
  return visible
}

export type TreeMove = 'up' | 'down' | 'first' | 'last' | 'in' | 'out' | 'nextError'

export interface TreeStep {
  focus?: string
  expand?: string
  collapse?: string
}

/** What a key does in the tree, as WAI-ARIA describes it: right opens or goes in, left closes or goes out. */
export function walkTree(
  rows: TimelineRow[],
  currentId: string | null,
  move: TreeMove,
  collapsed: ReadonlySet<string>,
): TreeStep {
  const index = Math.max(
    0,
    rows.findIndex((row) => row.id === currentId),
  )
  const current = rows[index]
  if (!current) return {}
  const focusAt = (position: number): TreeStep => ({
    focus: rows[Math.min(Math.max(position, 0), rows.length - 1)]?.id,
  })
  switch (move) {
    case 'up':
      return focusAt(index - 1)
    case 'down':
      return focusAt(currentId === null ? 0 : index + 1)
    case 'first':
      return focusAt(0)
    case 'last':
      return focusAt(rows.length - 1)
    case 'in':
      if (current.childCount === 0) return {}
      return collapsed.has(current.id) ? { expand: current.id } : focusAt(index + 1)
    case 'out':
      if (current.childCount > 0 && !collapsed.has(current.id)) return { collapse: current.id }
      return current.parentId === null ? {} : { focus: current.parentId }
    case 'nextError':
      return nextError(rows, currentId === null ? -1 : index)
  }
}

function nextError(rows: TimelineRow[], index: number): TreeStep {
  for (let step = 1; step <= rows.length; step++) {
    const row = rows[(index + step + rows.length) % rows.length]
    // The run itself is no place to look at: what failed in it is.
    if (row?.isError && row.parentId !== null) return { focus: row.id }
  }
  return {}
}

/** The ids to open so that a row can be seen. */
export function ancestorsOf(rows: TimelineRow[], id: string): string[] {
  const parents = new Map(rows.map((row) => [row.id, row.parentId]))
  const ancestors: string[] = []
  for (let parent = parents.get(id); parent; parent = parents.get(parent)) ancestors.push(parent)
  return ancestors
}
