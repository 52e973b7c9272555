import { MachinePresetName, RunStatus } from '@trigger.dev/core/v3'
import { safeParseNaturalLanguageDurationAgo } from '@trigger.dev/core/v3/isomorphic'
import { z } from 'zod'
import { parseQuery } from '../http/parse-query'
import { internalId } from './internal-id'
import { decodeCursor, type RunCursor } from './run-cursor'

const DEFAULT_PAGE_SIZE = 25
const MAX_PAGE_SIZE = 100

const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
)

/** A comma list of words out of a fixed set; the message is a real server's. */
function wordList<T extends string>(words: readonly T[], what: string) {
  return commaList.transform((items, context): T[] => {
    const unknown = items.filter((item) => !words.includes(item as T))
    if (unknown.length > 0)
      context.addIssue({ code: 'custom', message: `Invalid ${what} values: ${unknown.join(', ')}` })
    return items as T[]
  })
}

/** The words that callers without an API version know, beside those of today. */
const FORMER_STATUSES: Record<string, RunStatus> = {
  FROZEN: 'WAITING',
  REATTEMPTING: 'EXECUTING',
  WAITING_FOR_DEPLOY: 'PENDING_VERSION',
  INTERRUPTED: 'FAILED',
}
const statusList = commaList
  .transform((items) => items.map((item) => FORMER_STATUSES[item] ?? item).join(','))
  .pipe(wordList(RunStatus.options, 'status'))

const moment = z
  .string()
  .transform((text) => new Date(/^\d+$/.test(text) ? Number(text) : text))
  .pipe(z.date())

const Query = z.object({
  'page[size]': z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
  'page[after]': z.string().optional(),
  'page[before]': z.string().optional(),
  'filter[status]': statusList.default([]),
  'filter[taskIdentifier]': commaList.default([]),
  'filter[version]': commaList.default([]),
  'filter[tag]': commaList.default([]),
  'filter[queue]': commaList.default([]),
  'filter[machine]': wordList(MachinePresetName.options, 'machine').default([]),
  'filter[region]': commaList.default([]),
  'filter[batch]': z.string().optional(),
  'filter[schedule]': z.string().optional(),
  'filter[bulkAction]': z.string().optional(),
  'filter[error]': z.string().optional(),
  'filter[isTest]': z
    .string()
    .transform((text, context) => {
      if (text !== 'true' && text !== 'false')
        context.addIssue({ code: 'custom', message: `Invalid value for isTest: ${text}` })
      return text === 'true'
    })
    .optional(),
  'filter[createdAt][from]': moment.optional(),
  'filter[createdAt][to]': moment.optional(),
  'filter[createdAt][period]': z.string().optional(),
})

export interface RunFilter {
  size: number
  after: RunCursor | null
  /** Also when the cursor is none of ours: the answer then begins anew, with a way back as on a real server. */
  isContinued: boolean
  before: RunCursor | null
  statuses: RunStatus[]
  taskIds: string[]
  versions: string[]
  tags: string[]
  queues: string[]
  machines: string[]
  regions: string[]
  batchId: string | undefined
  scheduleId: string | undefined
  bulkActionId: string | undefined
  errorFingerprint: string | undefined
  isTest: boolean | undefined
  from: Date | undefined
  to: Date | undefined
}

/** The query string of a list, checked. An unparsable period is no period, as on a real server. */
export function parseRunFilter(search: URLSearchParams): RunFilter {
  const query = parseQuery(Query, Object.fromEntries(search))
  const period = query['filter[createdAt][period]']
  return {
    size: query['page[size]'],
    after: decodeCursor(query['page[after]']),
    isContinued: Boolean(query['page[after]']),
    before: decodeCursor(query['page[before]']),
    statuses: query['filter[status]'],
    taskIds: query['filter[taskIdentifier]'],
    versions: query['filter[version]'],
    tags: query['filter[tag]'],
    queues: query['filter[queue]'],
    machines: query['filter[machine]'],
    regions: query['filter[region]'],
    batchId: internalId('batch_', query['filter[batch]']),
    scheduleId: query['filter[schedule]'],
    bulkActionId: internalId('bulk_', query['filter[bulkAction]']),
    errorFingerprint: internalId('error_', query['filter[error]']),
    isTest: query['filter[isTest]'],
    from: query['filter[createdAt][from]'] ?? (period ? safeParseNaturalLanguageDurationAgo(period) : undefined),
    to: query['filter[createdAt][to]'],
  }
}
