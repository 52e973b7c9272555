import { SubscribeRunRawShape } from '@trigger.dev/core/v3'
import { describe, expect, test } from 'vitest'
import { runRecord } from './run-record.factory'
import { rowFormat, rowValue, schemaHeader } from './run-row'
import { mustRefetch, offsetOf, parseShapeQuery, rowMessage, shapeResponse } from './shape-protocol'

const everything = rowFormat([], true)

describe('a row', () => {
  test('has the 26 columns of a real server, each a string or null', () => {
    const value = rowValue(runRecord.failed({ tags: ['a'] }), everything)
    expect(Object.keys(value)).toHaveLength(26)
    expect(Object.values(value).every((text) => text === null || typeof text === 'string')).toBe(true)
  })

  test('carries times without the zone the client adds, booleans and numbers as text, and the raw error', () => {
    const run = runRecord.failed({ is_test: true, usage_duration_ms: 12 })
    expect(rowValue(run, everything)).toMatchObject({
      createdAt: '2026-01-02T03:04:05.678',
      delayUntil: null,
      isTest: 't',
      usageDurationMs: '12',
      friendlyId: `run_${run.id}`,
      status: 'COMPLETED_WITH_ERRORS',
      error: JSON.stringify(run.error),
    })
  })

  test('writes tags as an array literal that survives quotes, backslashes, commas and braces', () => {
    const tags = ['plain', 'a,b', 'say "hi"', 'back\\slash', '{x}', '']
    const { runTags } = rowValue(runRecord.queued({ tags }), everything)
    expect(runTags).toBe('{"plain","a,b","say \\"hi\\"","back\\\\slash","{x}",""}')
    expect(rowValue(runRecord.queued(), everything)).toMatchObject({ runTags: null, realtimeStreams: '{}' })
  })

  test('leaves out skipped columns from row and schema, but never the reserved ones', () => {
    const format = rowFormat(['payload', 'output', 'id', 'status', 'nonsense'], true)
    const value = rowValue(runRecord.queued(), format)
    expect(value).not.toHaveProperty('payload')
    expect(value).toHaveProperty('id')
    expect(Object.keys(JSON.parse(schemaHeader(format)))).toEqual(Object.keys(value))
    expect(Object.keys(value)).toHaveLength(24)
  })

  test('says EXECUTING to clients from before DEQUEUED', () => {
    const run = runRecord.queued({ status: 'DEQUEUED' })
    expect(rowValue(run, rowFormat([], false)).status).toBe('EXECUTING')
    expect(rowValue(run, everything).status).toBe('DEQUEUED')
  })

  test('fits the schema with which the SDK reads it', () => {
    const run = runRecord.failed({ tags: ['a'], metadata: '{"progress":0.5}' })
    const parsed = SubscribeRunRawShape.parse(cast(rowValue(run, everything), JSON.parse(schemaHeader(everything))))
    expect(parsed).toMatchObject({
      friendlyId: `run_${run.id}`,
      createdAt: run.created_at,
      completedAt: run.completed_at,
      error: { message: 'card declined' },
    })
  })
})

describe('an answer', () => {
  const run = runRecord.queued()
  const offset = { updatedAtMs: 1_700_000_000_000, seq: 7 }
  const snapshot = { offset, handle: 'h', messages: [], kind: { live: false, format: everything } as const }

  test('to the first request carries the schema and no cursor, in the newer header names', async () => {
    const response = shapeResponse({ ...snapshot, messages: [rowMessage(run, everything, 'insert')] }, '1.0.0-beta.1')
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
      'electric-handle': 'h',
      'electric-offset': '1700000000000_7',
      'electric-schema': schemaHeader(everything),
    })
    expect(await response.json()).toEqual([
      {
        key: `"public"."TaskRun"/"${run.id}"`,
        value: rowValue(run, everything),
        headers: { operation: 'insert' },
      },
      { headers: { control: 'up-to-date' } },
    ])
  })

  test('to a live request carries a cursor and no schema', () => {
    const { headers } = shapeResponse({ ...snapshot, kind: { live: true, cursor: 9 } }, '1')
    expect(headers.get('electric-cursor')).toBe('9')
    expect(headers.has('electric-schema')).toBe(false)
  })

  test('to a client that names no version uses the older header names', () => {
    const { headers } = shapeResponse(snapshot, null)
    expect(headers.get('electric-shape-id')).toBe('h')
    expect(headers.get('electric-chunk-last-offset')).toBe('1700000000000_7')
    expect(headers.has('electric-handle')).toBe(false)
  })

  test('that sends back to the start is a 409 with a fresh handle', async () => {
    const response = mustRefetch('next', '1')
    expect(response.status).toBe(409)
    expect(response.headers.get('electric-handle')).toBe('next')
    expect(await response.json()).toEqual([{ headers: { control: 'must-refetch' } }])
  })

  test('an offset is the newest row, or 0 without rows', () => {
    expect(offsetOf([], 5)).toEqual({ updatedAtMs: 0, seq: 5 })
    expect(offsetOf([run, runRecord.failed()], 5)).toEqual({
      updatedAtMs: Date.parse('2026-01-02T03:04:10.000Z'),
      seq: 5,
    })
  })
})

describe('a request', () => {
  const parse = (query: string) => parseShapeQuery(new URLSearchParams(query))

  test('without a usable offset starts from the beginning', () => {
    for (const offset of ['', 'offset=-1', 'offset=banana', 'offset=1', 'offset=1_2_3', `offset=${'9'.repeat(40)}_1`]) {
      expect(parse(offset)).toEqual({ live: false })
    }
  })

  test('with offset, handle and cursor goes on from there', () => {
    expect(parse('offset=12_3&handle=h&live=true&cursor=4')).toEqual({
      live: true,
      offset: { updatedAtMs: 12, seq: 3 },
      handle: 'h',
      cursor: 4,
    })
    expect(parse('offset=12_3&handle=h&live=true&cursor=')).not.toHaveProperty('cursor')
  })
})

/** What the client does with the schema header, for the types that occur. */
function cast(value: Record<string, string | null>, schema: Record<string, { type: string; dims?: number }>) {
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => {
      const { type, dims } = schema[name] ?? { type: 'text' }
      if (text === null) return [name, null]
      if (dims) return [name, JSON.parse(text.replace(/^\{/, '[').replace(/\}$/, ']'))]
      if (type === 'bool') return [name, text === 't']
      if (type === 'int4' || type === 'float8') return [name, Number(text)]
      return [name, type === 'jsonb' ? JSON.parse(text) : text]
    }),
  )
}
