import { type FeedRun, type RowFormat, rowValue, schemaHeader } from './run-row'

/** A place in a feed: how new its newest row was (ms), and the change-log cursor at that time. */
interface FeedOffset {
  updatedAtMs: number
  seq: number
}

export interface ShapeQuery {
  /** Undefined means: from the start. A missing or garbled offset is read so, as a real server does. */
  offset?: FeedOffset
  handle?: string
  live: boolean
  /** The cursor of the last live answer; newer than the offset when that answer was empty. */
  cursor?: number
}

interface ShapeAnswer {
  offset: FeedOffset
  handle: string
  messages: string[]
  /** Live answers carry a cursor, the others a schema: the client insists on both. */
  kind: { live: true; cursor: number } | { live: false; format: RowFormat }
}

type RowOperation = 'insert' | 'update'

const UP_TO_DATE = '{"headers":{"control":"up-to-date"}}'
const MUST_REFETCH = '[{"headers":{"control":"must-refetch"}}]'

export function parseShapeQuery(query: URLSearchParams): ShapeQuery {
  const offset = /^(\d{1,15})_(\d{1,15})$/.exec(query.get('offset') ?? '')
  const cursor = /^\d{1,15}$/.exec(query.get('cursor') ?? '')
  const handle = query.get('handle')
  return {
    live: query.get('live') === 'true',
    ...(offset && { offset: { updatedAtMs: Number(offset[1]), seq: Number(offset[2]) } }),
    ...(cursor && { cursor: Number(cursor[0]) }),
    ...(handle && { handle }),
  }
}

/** The newest row's time, or the previous place when there are no rows: `0_<n>` for an empty feed. */
export function offsetOf(runs: ReadonlyArray<Pick<FeedRun, 'updated_at'>>, seq: number, previousMs = 0): FeedOffset {
  const updatedAtMs = runs.reduce((newest, run) => Math.max(newest, run.updated_at.getTime()), previousMs)
  return { updatedAtMs, seq }
}

const serialised = new WeakMap<FeedRun, WeakMap<RowFormat, string>>()

/** One row as a change message. A row is serialised once per format, however many subscribers wait for it. */
export function rowMessage(run: FeedRun, format: RowFormat, operation: RowOperation): string {
  const ofRun = serialised.get(run) ?? new WeakMap<RowFormat, string>()
  const value = ofRun.get(format) ?? JSON.stringify(rowValue(run, format))
  serialised.set(run, ofRun.set(format, value))
  const key = JSON.stringify(`"public"."TaskRun"/"${run.id}"`)
  return `{"key":${key},"value":${value},"headers":{"operation":"${operation}"}}`
}

/** `electricVersion` is the header by which newer clients ask for the newer header names. */
export function shapeResponse(answer: ShapeAnswer, electricVersion: string | null): Response {
  const headers = shapeHeaders(electricVersion, answer.handle)
  headers.set(electricVersion ? 'electric-offset' : 'electric-chunk-last-offset', formatOffset(answer.offset))
  if (answer.kind.live) headers.set('electric-cursor', String(answer.kind.cursor))
  else headers.set('electric-schema', schemaHeader(answer.kind.format))
  return new Response(`[${[...answer.messages, UP_TO_DATE].join()}]`, { headers })
}

/** Sends the client back to the start; it does so silently and without losing a row. */
export function mustRefetch(handle: string, electricVersion: string | null): Response {
  return new Response(MUST_REFETCH, { status: 409, headers: shapeHeaders(electricVersion, handle) })
}

function shapeHeaders(electricVersion: string | null, handle: string): Headers {
  return new Headers({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    [electricVersion ? 'electric-handle' : 'electric-shape-id']: handle,
  })
}

function formatOffset({ updatedAtMs, seq }: FeedOffset): string {
  return `${updatedAtMs}_${seq}`
}
