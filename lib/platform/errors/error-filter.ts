import { safeParseNaturalLanguageDurationAgo } from '@trigger.dev/core/v3/isomorphic'
import { z } from 'zod'
import { parseQuery } from '../http/parse-query'
import type { ErrorGroupStatus } from './error-group-record'

/** A place in the list: the count and fingerprint of the group before or after it. */
export interface ErrorCursor {
  count: number
  fingerprint: string
}

export interface ErrorFilter {
  size: number
  after: ErrorCursor | null
  before: ErrorCursor | null
  taskIds: string[]
  versions: string[]
  statuses: ErrorGroupStatus[]
  search: string | undefined
  from: Date
  to: Date
}

const STATUSES: readonly string[] = ['unresolved', 'resolved', 'ignored'] satisfies ErrorGroupStatus[]
/** As on a real server. */
const DEFAULT_PERIOD_MS = 24 * 60 * 60 * 1000

const commaList = z.string().transform((text) => text.split(',').filter(Boolean))
const moment = z
  .string()
  .transform((text) => new Date(/^\d+$/.test(text) ? Number(text) : text))
  .refine((date) => !Number.isNaN(date.getTime()), 'Invalid date')

const Query = z.object({
  'page[size]': z.coerce.number().int().min(1).max(100).default(25),
  'page[after]': z.string().optional(),
  'page[before]': z.string().optional(),
  'filter[taskIdentifier]': commaList.default([]),
  'filter[version]': commaList.default([]),
  'filter[status]': commaList.default([]).superRefine((words, context) => {
    const unknown = words.filter((word) => !STATUSES.includes(word))
    if (unknown.length === 0) return
    const message = `Invalid status values: ${unknown.join(', ')}. Allowed: ${STATUSES.join(', ')}.`
    context.addIssue({ code: 'custom', message })
  }),
  'filter[search]': z.string().max(1000).optional(),
  'filter[period]': z.string().optional(),
  'filter[from]': moment.optional(),
  'filter[to]': moment.optional(),
})

/** The query string of the list, checked. Without a time it is about the last day. */
export function parseErrorFilter(search: URLSearchParams, now: Date): ErrorFilter {
  const query = parseQuery(Query, Object.fromEntries(search))
  const aDayAgo = new Date(now.getTime() - DEFAULT_PERIOD_MS)
  const period = query['filter[period]']
  const asked = period ? safeParseNaturalLanguageDurationAgo(period) : query['filter[from]']
  return {
    size: query['page[size]'],
    after: decodeErrorCursor(query['page[after]']),
    before: decodeErrorCursor(query['page[before]']),
    taskIds: query['filter[taskIdentifier]'],
    versions: query['filter[version]'],
    statuses: query['filter[status]'] as ErrorGroupStatus[],
    search: query['filter[search]']?.trim() || undefined,
    from: asked ?? aDayAgo,
    to: query['filter[to]'] ?? now,
  }
}

export function encodeErrorCursor({ count, fingerprint }: ErrorCursor): string {
  return Buffer.from(JSON.stringify({ c: count, f: fingerprint })).toString('base64url')
}

const Encoded = z.object({ c: z.number().int(), f: z.string() })

/** Null for anything this platform did not hand out: the list then starts at its beginning. */
function decodeErrorCursor(text: string | undefined): ErrorCursor | null {
  if (!text) return null
  try {
    const decoded = Encoded.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return decoded.success ? { count: decoded.data.c, fingerprint: decoded.data.f } : null
  } catch {
    return null
  }
}
