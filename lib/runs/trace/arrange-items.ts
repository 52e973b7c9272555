import type { AttemptWindow } from './attempt-windows'
import type { TraceItem } from './trace'

/** Spans come in any order, twice (open, then closed), and before their parents. */
export function uniqueItems(items: TraceItem[]): TraceItem[] {
  const byId = new Map<string, TraceItem>()
  for (const item of items) {
    const known = byId.get(item.id)
    if (!known || known.durationMs === null) byId.set(item.id, item)
  }
  return [...byId.values()]
}

/**
 * The parent of every item, such that each one is reached from the root: an orphan goes under its attempt, or the
 * root, and a cycle is cut at its first member.
 */
export function arrangeItems(items: TraceItem[], rootId: string, attempts: AttemptWindow[]): Map<string, string> {
  const present = new Set([rootId, ...items.map((item) => item.id), ...attempts.map((attempt) => attempt.id)])
  const attemptIds = new Map(attempts.map((attempt) => [attempt.number, attempt.id]))
  const parents = new Map<string, string>()
  for (const attempt of attempts) parents.set(attempt.id, rootId)
  for (const item of items) {
    if (item.id !== rootId) parents.set(item.id, parentOf(item, rootId, present, attemptIds))
  }
  cutCycles(parents, rootId)
  return parents
}

function parentOf(item: TraceItem, rootId: string, present: Set<string>, attemptIds: Map<number, string>): string {
  if (item.kind === 'attempt') return item.parentId !== null && present.has(item.parentId) ? item.parentId : rootId
  if (item.parentId !== null && present.has(item.parentId)) return item.parentId
  const attemptId = item.attemptNumber === null ? undefined : attemptIds.get(item.attemptNumber)
  return attemptId ?? rootId
}

function cutCycles(parents: Map<string, string>, rootId: string): void {
  const safe = new Set([rootId])
  for (const start of parents.keys()) {
    const path: string[] = []
    const onPath = new Set<string>()
    let id = start
    while (!safe.has(id)) {
      if (onPath.has(id)) {
        parents.set(id, rootId)
        break
      }
      path.push(id)
      onPath.add(id)
      id = parents.get(id) ?? rootId
    }
    for (const passed of path) safe.add(passed)
  }
}
