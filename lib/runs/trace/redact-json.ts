import { endOfString, endOfValue, skipSpace } from './json-slice'
import { REDACTED } from './redacted'
import { isSecretKey } from './secret-key'

/**
 * Replaces the values of keys that look secret, at any depth, in the text itself: every other character stays as it was
 * written, digits included. Empty values, true, false and null tell nothing and are kept.
 */
export function redactJson(text: string): { text: string; count: number } {
  const kept: string[] = []
  let keptTo = 0
  let position = 0
  while (position < text.length) {
    if (text[position] !== '"') {
      position += 1
      continue
    }
    const end = endOfString(text, position)
    const colon = skipSpace(text, end)
    const start = text[colon] === ':' && isSecret(text.slice(position, end)) ? skipSpace(text, colon + 1) : -1
    position = end
    if (start === -1) continue
    const valueEnd = endOfValue(text, start)
    if (isTelling(text.slice(start, valueEnd).trimEnd())) {
      kept.push(text.slice(keptTo, start), JSON.stringify(REDACTED))
      keptTo = valueEnd
    }
    position = valueEnd
  }
  return kept.length === 0 ? { text, count: 0 } : { text: kept.join('') + text.slice(keptTo), count: kept.length / 2 }
}

function isSecret(quotedKey: string): boolean {
  try {
    return isSecretKey(String(JSON.parse(quotedKey)))
  } catch {
    return false
  }
}

function isTelling(value: string): boolean {
  return !['""', '{}', '[]', 'true', 'false', 'null'].includes(value)
}
