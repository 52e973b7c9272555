import { z } from 'zod'
import { BULK_LIMIT, MAX_TAG_LENGTH, MAX_TAGS } from './run-limits'

export const OneRun = z.object({ environment: z.string(), runId: z.string().min(1).max(200) })

export const ManyRuns = z.object({
  environment: z.string(),
  runIds: z.array(z.string().min(1).max(200)).min(1).max(BULK_LIMIT, `Up to ${BULK_LIMIT} runs at once.`),
})

export const RunTags = OneRun.extend({
  tags: z.array(z.string().trim().min(1).max(MAX_TAG_LENGTH)).min(1).max(MAX_TAGS),
})
