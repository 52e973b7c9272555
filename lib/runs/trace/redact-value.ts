import { REDACTED } from './redacted'
import { isSecretKey } from './secret-key'

/**
 * What redactJson does, for a value that has been parsed: a copy in which the values of keys that look secret are
 * replaced, at any depth. Empty values, true, false and null tell nothing and are kept.
 */
export function redactValue<T>(value: T): T {
  const top: Record<string, unknown> = { value }
  const open = [top]
  // Not recursive: tasks write what they like, to any depth.
  for (let copy = open.pop(); copy; copy = open.pop()) {
    for (const [key, member] of Object.entries(copy)) {
      if (isSecretKey(key)) {
        if (isTelling(member)) copy[key] = REDACTED
      } else if (isNested(member)) {
        const inner = Array.isArray(member) ? [...member] : { ...member }
        copy[key] = inner
        open.push(inner as Record<string, unknown>)
      }
    }
  }
  return top.value as T
}

function isTelling(value: unknown): boolean {
  if (isNested(value)) return Object.keys(value).length > 0
  return value !== '' && value !== null && value !== undefined && typeof value !== 'boolean'
}

/** Dates and the like are values of their own. */
function isNested(value: unknown): value is object {
  if (Array.isArray(value)) return true
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
