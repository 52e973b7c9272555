import { ExactNumber, type JsonValue } from './exact-json'

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null'

export interface JsonRow {
  /** JSON pointer: unique, and stable while the document changes around it. */
  path: string
  depth: number
  /** Null for the document itself. */
  key: string | null
  /** Keys of arrays are positions and are shown without quotes. */
  isIndex: boolean
  kind: JsonKind
  value: JsonValue
  /** Members of an object or array. */
  size: number
  /** Its place among the members of its container, from 1, and how many those are. */
  position: number
  setSize: number
  isOpen: boolean
}

export const pointerOf = (parent: string, key: string) => `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** The rows of a document with some containers open: what a virtual list shows. Iterative, so depth cannot overflow. */
export function jsonRows(
  document: JsonValue,
  isOpen: (path: string, depth: number, size: number) => boolean,
): JsonRow[] {
  const rows: JsonRow[] = []
  const pending: Omit<JsonRow, 'isOpen'>[] = [rowOf(document, '', 0, null, false, 1, 1)]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const open = next.size > 0 && isOpen(next.path, next.depth, next.size)
    rows.push({ ...next, isOpen: open })
    if (!open) continue
    const members = membersOf(next.value)
    for (let index = members.length - 1; index >= 0; index--) {
      const [key, value] = members[index] as [string, JsonValue]
      pending.push(
        rowOf(value, pointerOf(next.path, key), next.depth + 1, key, next.kind === 'array', index + 1, members.length),
      )
    }
  }
  return rows
}

/** Paths whose key or plain value contains the text, in document order, at most `limit`. */
export function searchJson(document: JsonValue, search: string, limit: number): string[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return []
  return jsonRows(document, () => true)
    .filter((row) => matches(row, wanted))
    .slice(0, limit)
    .map((row) => row.path)
}

/** Every container above a path, outermost first. */
export function pathsAbove(path: string): string[] {
  const above: string[] = ['']
  for (let slash = path.indexOf('/', 1); slash !== -1; slash = path.indexOf('/', slash + 1))
    above.push(path.slice(0, slash))
  return path === '' ? [] : above
}

/** Leaves that are new or different; a container that appeared counts as one change. */
export function changedPaths(before: JsonValue | undefined, after: JsonValue | undefined): string[] {
  const changed: string[] = []
  const pending: [JsonValue | undefined, JsonValue | undefined, string][] = [[before, after, '']]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [old, now, path] = next
    if (now === undefined || sameLeaf(old, now)) continue
    if (old === undefined || kindOf(old) !== kindOf(now) || !isContainer(now)) {
      changed.push(path)
      continue
    }
    const oldMembers = new Map(membersOf(old))
    for (const [key, value] of membersOf(now)) pending.push([oldMembers.get(key), value, pointerOf(path, key)])
  }
  return changed
}

export function leafText(value: JsonValue): string {
  if (value instanceof ExactNumber) return value.text
  return typeof value === 'string' ? value : String(value)
}

function matches(row: Omit<JsonRow, 'isOpen'>, wanted: string): boolean {
  if (row.key !== null && !row.isIndex && row.key.toLowerCase().includes(wanted)) return true
  return !isContainer(row.value) && leafText(row.value).toLowerCase().includes(wanted)
}

function rowOf(
  value: JsonValue,
  path: string,
  depth: number,
  key: string | null,
  isIndex: boolean,
  position: number,
  setSize: number,
): Omit<JsonRow, 'isOpen'> {
  return { path, depth, key, isIndex, kind: kindOf(value), value, size: sizeOf(value), position, setSize }
}

/** Members of an object or array, 0 for anything else. */
export function sizeOf(value: JsonValue): number {
  if (Array.isArray(value)) return value.length
  return isContainer(value) ? Object.keys(value as object).length : 0
}

export function kindOf(value: JsonValue): JsonKind {
  if (value === null) return 'null'
  if (value instanceof ExactNumber) return 'number'
  if (Array.isArray(value)) return 'array'
  return typeof value as 'object' | 'string' | 'number' | 'boolean'
}

function isContainer(value: JsonValue): boolean {
  const kind = kindOf(value)
  return kind === 'object' || kind === 'array'
}

function sameLeaf(old: JsonValue | undefined, now: JsonValue): boolean {
  if (old instanceof ExactNumber && now instanceof ExactNumber) return old.text === now.text
  return Object.is(old, now)
}

export function membersOf(value: JsonValue): [string, JsonValue][] {
  return Array.isArray(value) ? value.map((member, index) => [String(index), member]) : Object.entries(value as object)
}
