import { z } from 'zod'
import { MAX_TAG_LENGTH, MAX_TAGS } from './start-run-input'

/** Said beside every bulk action: more runs at once would keep the person waiting without an answer. */
export const BULK_LIMIT = 100

export const OneRun = z.object({ environment: z.string(), runId: z.string().min(1).max(200) })

export const ManyRuns = z.object({
  environment: z.string(),
  runIds: z.array(z.string().min(1).max(200)).min(1).max(BULK_LIMIT, `Up to ${BULK_LIMIT} runs at once.`),
})

export const RunTags = OneRun.extend({
  tags: z.array(z.string().trim().min(1).max(MAX_TAG_LENGTH)).min(1).max(MAX_TAGS),
})
