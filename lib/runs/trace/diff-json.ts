import type { JsonValue } from './exact-json'
import { type JsonKind, kindOf, leafText, membersOf, pointerOf, sizeOf } from './json-rows'

export type DiffChange = 'same' | 'changed' | 'added' | 'removed' | 'within'

export interface DiffRow {
  path: string
  depth: number
  /** Null for the document itself. */
  key: string | null
  isIndex: boolean
  /** `within`: an object or array of both documents, of which something inside differs. */
  change: DiffChange
  before: JsonValue | undefined
  after: JsonValue | undefined
  kind: JsonKind
  /** Differences in and below this row. */
  count: number
  isOpen: boolean
}

interface Node {
  /** Of its path: a removed item of a list has no place in the newer document, so a minus keeps it apart. */
  segment: string | null
  key: string | null
  isIndex: boolean
  before: JsonValue | undefined
  after: JsonValue | undefined
  change: DiffChange
  count: number
  parent: Node | null
  members: Node[]
}

export interface JsonDiff {
  root: Node
  /** How many places differ. */
  count: number
}

/**
 * What differs between two documents. Objects are matched by key. Arrays are matched from both ends, so that something
 * put in or taken out in one place is one difference and not a shift of all that follows. Iterative: depth cannot overflow.
 */
export function diffJson(before: JsonValue | undefined, after: JsonValue | undefined): JsonDiff {
  const root = nodeOf(null, null, null, false, before, after)
  const order: Node[] = []
  const pending = [root]
  for (let node = pending.pop(); node; node = pending.pop()) {
    order.push(node)
    if (node.change !== 'within') continue
    node.members = pairsOf(node)
    for (const member of node.members) pending.push(member)
  }
  for (let index = order.length - 1; index >= 0; index--) settle(order[index] as Node)
  return { root, count: root.count }
}

/** The rows to show: with `all`, also what both documents have in common. */
export function diffRows(diff: JsonDiff, options: { all: boolean; closed: ReadonlySet<string> }): DiffRow[] {
  const rows: DiffRow[] = []
  // Paths are made for what is shown only: most of a large document is not.
  const pending = [{ node: diff.root, path: '', depth: 0 }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, path, depth } = next
    const isOpen = node.change === 'within' && !options.closed.has(path)
    rows.push(toRow(node, path, depth, isOpen))
    if (!isOpen) continue
    for (let index = node.members.length - 1; index >= 0; index--) {
      const member = node.members[index] as Node
      if (!options.all && member.change === 'same') continue
      pending.push({ node: member, path: pointerOf(path, member.segment ?? ''), depth: depth + 1 })
    }
  }
  return rows
}

function nodeOf(
  parent: Node | null,
  segment: string | null,
  key: string | null,
  isIndex: boolean,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): Node {
  return { segment, key, isIndex, before, after, change: changeOf(before, after), count: 0, parent, members: [] }
}

function changeOf(before: JsonValue | undefined, after: JsonValue | undefined): DiffChange {
  if (before === after) return 'same'
  if (before === undefined) return after === undefined ? 'same' : 'added'
  if (after === undefined) return 'removed'
  const kind = kindOf(before)
  if (kind !== kindOf(after)) return 'changed'
  if (kind === 'object' || kind === 'array') return 'within'
  return leafText(before) === leafText(after) ? 'same' : 'changed'
}

/** Called for members before their container: what has no difference inside is the same after all. */
function settle(node: Node): void {
  if (node.change === 'within' && node.count === 0) {
    node.change = 'same'
    node.members = []
  }
  if (node.change !== 'same' && node.change !== 'within') node.count = 1
  if (node.parent) node.parent.count += node.count
}

function pairsOf(node: Node): Node[] {
  const { before, after } = node
  if (Array.isArray(before) && Array.isArray(after)) return arrayPairs(node, before, after)
  const old = before as Record<string, JsonValue>
  const now = after as Record<string, JsonValue>
  const keys = [...Object.keys(now), ...Object.keys(old).filter((key) => !Object.hasOwn(now, key))]
  const member = (of: Record<string, JsonValue>, key: string) => (Object.hasOwn(of, key) ? of[key] : undefined)
  return keys.map((key) => nodeOf(node, key, key, false, member(old, key), member(now, key)))
}

function arrayPairs(node: Node, before: JsonValue[], after: JsonValue[]): Node[] {
  const shorter = Math.min(before.length, after.length)
  const isShifted = before.length !== after.length
  let head = 0
  while (isShifted && head < shorter && sameJson(before[head], after[head])) head += 1
  let tail = 0
  while (isShifted && tail < shorter - head && sameJson(before.at(-1 - tail), after.at(-1 - tail))) tail += 1
  if (!isShifted) tail = 0
  const paired = isShifted ? shorter - tail : shorter
  const pairs: Node[] = []
  const pair = (from: number | null, to: number | null) => {
    const segment = String(to ?? `-${from}`)
    const key = String(to ?? from)
    const [old, now] = [from === null ? undefined : before[from], to === null ? undefined : after[to]]
    pairs.push(nodeOf(node, segment, key, true, old, now))
  }
  for (let index = 0; index < paired; index++) pair(index, index)
  for (let from = paired; from < before.length - tail; from++) pair(from, null)
  for (let to = paired; to < after.length - tail; to++) pair(null, to)
  for (let end = tail; end > 0; end--) pair(before.length - end, after.length - end)
  return pairs
}

function sameJson(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  const pending: [JsonValue | undefined, JsonValue | undefined][] = [[one, other]]
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    const [left, right] = pair
    const change = changeOf(left, right)
    if (change !== 'same' && change !== 'within') return false
    if (change === 'same') continue
    const lefts = membersOf(left as JsonValue)
    if (lefts.length !== sizeOf(right as JsonValue)) return false
    for (const [key, value] of lefts) {
      if (!Object.hasOwn(right as object, key)) return false
      pending.push([value, (right as Record<string, JsonValue>)[key]])
    }
  }
  return true
}

function toRow(node: Node, path: string, depth: number, isOpen: boolean): DiffRow {
  const { key, isIndex, change, before, after, count } = node
  return { path, depth, key, isIndex, change, before, after, count, isOpen, kind: kindOf(shownOf(before, after)) }
}

const shownOf = (before: JsonValue | undefined, after: JsonValue | undefined): JsonValue => after ?? before ?? null
