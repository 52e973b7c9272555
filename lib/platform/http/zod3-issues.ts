import type { z } from 'zod'

type Zod4Issue = z.core.$ZodIssue
type Sized = Extract<Zod4Issue, { code: 'too_small' | 'too_big' }>

interface Translated {
  code: string
  message: string
  unionErrors?: Array<{ name: string; issues: Zod3Issue[] }>
  [detail: string]: unknown
}
export type Zod3Issue = Translated & { path: PropertyKey[] }

/**
 * The issues as zod 3 would have given them: that is what a real server answers with, and what its clients read.
 * A message of a schema's own is kept.
 */
export function zod3Issues(issues: readonly Zod4Issue[], input: unknown, within: PropertyKey[] = []): Zod3Issue[] {
  return issues.map((issue) => {
    const path = [...within, ...issue.path]
    return { ...translate(issue, valueAt(input, issue.path), path), path }
  })
}

function translate(issue: Zod4Issue, value: unknown, path: PropertyKey[]): Translated {
  const { code, message } = issue
  switch (code) {
    case 'invalid_type':
      return wrongType(issue.expected, value, message)
    case 'invalid_value':
      return wrongValue(issue.values, value)
    case 'too_small':
      return wrongSize(issue, { minimum: issue.minimum })
    case 'too_big':
      return wrongSize(issue, { maximum: issue.maximum })
    case 'unrecognized_keys': {
      const names = issue.keys.map((key) => `'${key}'`).join(', ')
      return { code, keys: issue.keys, message: `Unrecognized key(s) in object: ${names}` }
    }
    case 'invalid_union': {
      const unionErrors = issue.errors.map((errors) => ({ name: 'ZodError', issues: zod3Issues(errors, value, path) }))
      return unionErrors.length > 0 ? { code, unionErrors, message } : { code: 'invalid_union_discriminator', message }
    }
    case 'invalid_format':
      return { validation: issue.format, code: 'invalid_string', message }
    default:
      return { code, message }
  }
}

function wrongType(expected4: string, value: unknown, message4: string): Translated {
  // What was coerced is not what stands in the input.
  const coerced = message4.endsWith('received NaN') ? Number.NaN : value
  const received = expected4 === 'int' && typeof value === 'number' ? 'float' : zod3Type(coerced)
  const expected = expected4 === 'int' ? 'integer' : expected4
  if (message4.endsWith('received Date')) return { code: 'invalid_date', message: 'Invalid date' }
  const message = received === 'undefined' ? 'Required' : `Expected ${expected}, received ${received}`
  return { code: 'invalid_type', expected, received, message: reworded(message4, message) }
}

function wrongValue(options: readonly unknown[], value: unknown): Translated {
  const [only] = options
  if (options.length === 1) {
    const message = `Invalid literal value, expected ${JSON.stringify(only)}`
    return { received: value, code: 'invalid_literal', expected: only, message }
  }
  const expected = options.map((option) => `'${option}'`).join(' | ')
  if (typeof value !== 'string') return wrongType(expected, value, 'Invalid input')
  const message = `Invalid enum value. Expected ${expected}, received '${value}'`
  return { received: value, code: 'invalid_enum_value', options, message }
}

/** 'Number must be greater than or equal to 1', 'Array must contain at least 1 element(s)' … */
function wrongSize(issue: Sized, limit: { minimum: unknown } | { maximum: unknown }): Translated {
  const { code, inclusive = true, exact = false } = issue
  const [isSmall, bound] = 'minimum' in limit ? [true, limit.minimum] : [false, limit.maximum]
  const type = issue.origin === 'int' ? 'number' : issue.origin
  const number = `Number must be ${isSmall ? 'greater' : 'less'} than ${inclusive ? 'or equal to ' : ''}${bound}`
  const howMany = exact ? 'exactly' : isSmall ? (inclusive ? 'at least' : 'over') : inclusive ? 'at most' : 'under'
  const things = type === 'string' ? 'character(s)' : 'element(s)'
  const message = type === 'number' ? number : `${capitalized(type)} must contain ${howMany} ${bound} ${things}`
  return { code, ...limit, type, inclusive, exact, message: reworded(issue.message, message) }
}

const ZOD4_WORDS = /^(Invalid input|Too small|Too big)/

function reworded(message4: string, message3: string): string {
  return ZOD4_WORDS.test(message4) ? message3 : message4
}

function zod3Type(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isNaN(value) ? 'nan' : typeof value
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], input)
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
