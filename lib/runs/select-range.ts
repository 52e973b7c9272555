/** Adds everything between the anchor and the target, in the order of the list; without an anchor only the target. */
export function selectRange(
  ids: readonly string[],
  selected: ReadonlySet<string>,
  anchor: string | null,
  target: string,
): Set<string> {
  const from = anchor === null ? -1 : ids.indexOf(anchor)
  const to = ids.indexOf(target)
  if (from === -1 || to === -1) return new Set(selected).add(target)
  return new Set([...selected, ...ids.slice(Math.min(from, to), Math.max(from, to) + 1)])
}

/** Takes out one that is in, puts in one that is out. */
export function toggleOne(selected: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return next
}
