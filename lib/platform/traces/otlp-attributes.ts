import { unflattenAttributes } from '@trigger.dev/core/v3'
import type { OtlpAttributes } from './otlp-schema'

/** Deeper values than any SDK makes are cut off, before recursion can hurt. */
const MAX_DEPTH = 8
const MAX_TEXT = 8 * 1024
/** For all attributes of a span or log line; what does not fit any more is left out. */
const MAX_TOTAL_TEXT = 64 * 1024
const MAX_ATTRIBUTES = 1_024
/** `list.[7]` becomes an array; `list.[999999999]` must not become one of a billion holes. */
const MAX_INDEX = 1_000

type Value = string | number | boolean | null | Value[] | { [key: string]: Value }

/**
 * Attributes by their (flat) key, decoded and bounded. The SDK's own (`$…`) come first: without them nobody would know
 * whose span it is, however much a person attached to it.
 */
export function readAttributes(attributes: OtlpAttributes): Map<string, Value> {
  const own = attributes.filter(({ key }) => key.startsWith('$'))
  const others = attributes.filter(({ key }) => !key.startsWith('$'))
  const read = new Map<string, Value>()
  let room = MAX_TOTAL_TEXT
  for (const { key, value } of [...own, ...others].slice(0, MAX_ATTRIBUTES)) {
    const decoded = decodeValue(value, 0)
    if (decoded === undefined) continue
    const size = key.length + JSON.stringify(decoded).length
    if (size > room) continue
    room -= size
    read.set(storable(key), decoded)
  }
  return read
}

/** The attributes a person set, nested as they were. Keys with a `$` and the run's context belong to the SDK. */
export function userProperties(attributes: ReadonlyMap<string, Value>): Record<string, unknown> | null {
  return nest([...attributes].filter(([key]) => !/^(?:\$|ctx\.|worker\.|cli\.|sdk\.|exec_env$|warm_start$)/.test(key)))
}

/** What is below `prefix.`, nested, without the prefix. */
export function propertiesUnder(
  attributes: ReadonlyMap<string, Value>,
  prefix: string,
): Record<string, unknown> | null {
  const below = [...attributes].filter(([key]) => key.startsWith(`${prefix}.`))
  return nest(below.map(([key, value]) => [key.slice(prefix.length + 1), value]))
}

/** Text that Postgres takes: no NUL, no lone surrogate. */
export function storable(text: string): string {
  return text.slice(0, MAX_TEXT).replace(/\0|\p{Surrogate}/gu, '\ufffd')
}

/** Dotted keys as the nested object they were flattened from. */
export function nest(entries: Iterable<readonly [string, Value]>): Record<string, unknown> | null {
  const safe = [...entries].filter(([key]) => key.split('.').every(isSafePart))
  const nested: unknown = unflattenAttributes(Object.fromEntries(safe) as never)
  if (typeof nested !== 'object' || nested === null) return null
  // Keys that are all digits come back as an array: properties are named.
  return { ...nested } as Record<string, unknown>
}

function isSafePart(part: string): boolean {
  const index = /^\[?(\d+)\]?$/.exec(part)
  return !index || Number(index[1]) <= MAX_INDEX
}

/** AnyValue of OTLP/JSON. Undefined for what is none, or is too deep. */
function decodeValue(value: unknown, depth: number): Value | undefined {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return undefined
  const [[kind, content] = []] = Object.entries(value)
  switch (kind) {
    case 'stringValue':
    case 'bytesValue':
      return typeof content === 'string' ? storable(content) : undefined
    case 'boolValue':
      return typeof content === 'boolean' ? content : undefined
    case 'intValue':
    case 'doubleValue':
      return decodeNumber(content)
    case 'arrayValue':
      return valuesOf(content).flatMap((item) => decodeValue(item, depth + 1) ?? [])
    case 'kvlistValue':
      return decodeList(valuesOf(content), depth)
    default:
      return undefined
  }
}

function decodeNumber(content: unknown): number | undefined {
  const number = typeof content === 'string' && content !== '' ? Number(content) : content
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function decodeList(items: unknown[], depth: number): Value {
  const entries = items.flatMap((item): Array<[string, Value]> => {
    if (typeof item !== 'object' || item === null || !('key' in item) || typeof item.key !== 'string') return []
    const decoded = decodeValue('value' in item ? item.value : undefined, depth + 1)
    return decoded === undefined ? [] : [[storable(item.key), decoded]]
  })
  return Object.fromEntries(entries)
}

function valuesOf(content: unknown): unknown[] {
  if (typeof content !== 'object' || content === null || !('values' in content)) return []
  return Array.isArray(content.values) ? content.values.slice(0, MAX_INDEX) : []
}
