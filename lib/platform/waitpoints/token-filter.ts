import { WaitpointTokenStatus } from '@trigger.dev/core/v3'
import { z } from 'zod'
import { parseQuery } from '../http/parse-query'
import { parseDurationMs } from '../runs/parse-time'

const DEFAULT_PAGE_SIZE = 25
const MAX_PAGE_SIZE = 100

const commaList = z.string().transform((text) => text.split(',').filter(Boolean))

const statuses = commaList.transform((items, context): WaitpointTokenStatus[] => {
  const unknown = items.filter((item) => !WaitpointTokenStatus.safeParse(item).success)
  if (unknown.length > 0) context.addIssue({ code: 'custom', message: `Invalid status values: ${unknown.join(', ')}` })
  return items as WaitpointTokenStatus[]
})

const moment = z.preprocess(
  (text) => (typeof text === 'string' ? new Date(Number.isNaN(Number(text)) ? text : Number(text)) : undefined),
  z.date().optional(),
)

const Query = z.object({
  'page[size]': z.coerce.number().int().positive().max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
  'page[after]': z.string().optional(),
  'page[before]': z.string().optional(),
  'filter[status]': statuses.default([]),
  'filter[idempotencyKey]': z.string().optional(),
  'filter[tags]': commaList.default([]),
  'filter[createdAt][period]': z.string().optional(),
  'filter[createdAt][from]': moment,
  'filter[createdAt][to]': moment,
})

export interface TokenFilter {
  size: number
  /** Ids between which the page lies; before goes first when both are given. */
  after: string | undefined
  before: string | undefined
  statuses: WaitpointTokenStatus[]
  idempotencyKey: string | undefined
  /** Any of them. */
  tags: string[]
  from: Date | undefined
  to: Date | undefined
}

/** The query string of a list of tokens, checked. An unreadable period is no period, as on a real server. */
export function parseTokenFilter(search: URLSearchParams, now: Date): TokenFilter {
  const query = parseQuery(Query, Object.fromEntries(search))
  const from = query['filter[createdAt][from]']
  const since = sinceStartOf(query['filter[createdAt][period]'], now)
  return {
    size: query['page[size]'],
    after: query['page[after]'],
    before: query['page[before]'],
    statuses: query['filter[status]'],
    idempotencyKey: query['filter[idempotencyKey]'],
    tags: query['filter[tags]'],
    from: from && since ? (from > since ? from : since) : (from ?? since),
    to: query['filter[createdAt][to]'],
  }
}

function sinceStartOf(period: string | undefined, now: Date): Date | undefined {
  const periodMs = period ? parseDurationMs(period) : undefined
  return periodMs === undefined ? undefined : new Date(now.getTime() - periodMs)
}
