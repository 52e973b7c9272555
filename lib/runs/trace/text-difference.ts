/** Characters kept on both sides of the place where two texts part. */
const CONTEXT = 40
const SHORT = 240

/** Two texts cut to where they differ: the beginning and the end that long texts share tell nothing. */
export function textDifference(before: string, after: string): { before: string; after: string } {
  if (Math.max(before.length, after.length) <= SHORT) return { before, after }
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  return { before: cut(before, head, tail), after: cut(after, head, tail) }
}

function cut(text: string, head: number, tail: number): string {
  const from = head > CONTEXT ? head - CONTEXT : 0
  const to = tail > CONTEXT ? text.length - tail + CONTEXT : text.length
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}
