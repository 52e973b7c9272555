/**
 * The raw text of one top-level member of a JSON object. JSON.parse would round numbers beyond 2^53; the text keeps
 * them. Undefined when there is no such member.
 */
export function jsonMember(text: string, name: string): string | undefined {
  let position = skipSpace(text, 0)
  if (text[position] !== '{') return undefined
  position = skipSpace(text, position + 1)
  while (text[position] === '"') {
    const keyEnd = endOfString(text, position)
    const key = readKey(text.slice(position, keyEnd))
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1)
    const end = endOfValue(text, start)
    if (key === name) return text.slice(start, end).trimEnd()
    position = skipSpace(text, end)
    if (text[position] !== ',') return undefined
    position = skipSpace(text, position + 1)
  }
  return undefined
}

function readKey(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return undefined
  }
}

export function skipSpace(text: string, from: number): number {
  let position = from
  while (position < text.length && /\s/.test(text[position] as string)) position += 1
  return position
}

export function endOfString(text: string, quote: number): number {
  let position = quote + 1
  while (position < text.length && text[position] !== '"') position += text[position] === '\\' ? 2 : 1
  return position + 1
}

export function endOfValue(text: string, start: number): number {
  let depth = 0
  let position = start
  while (position < text.length) {
    const character = text[position]
    if (character === '"') {
      position = endOfString(text, position)
      if (depth === 0) return position
      continue
    }
    if (depth === 0 && (character === ',' || character === '}' || character === ']')) return position
    if (character === '{' || character === '[') depth += 1
    if (character === '}' || character === ']') depth -= 1
    position += 1
    if (depth === 0 && (character === '}' || character === ']')) return position
  }
  return position
}
