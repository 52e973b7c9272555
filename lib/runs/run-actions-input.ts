import { z } from 'zod'
import { parseDelay } from './parse-delay'
import { BULK_LIMIT, MAX_TAG_LENGTH, MAX_TAGS } from './run-limits'
import { RUN_DATA_PARTS } from './trace/run-data'

export const OneRun = z.object({ environment: z.string(), runId: z.string().min(1).max(200) })

export const ManyRuns = z.object({
  environment: z.string(),
  runIds: z.array(z.string().min(1).max(200)).min(1).max(BULK_LIMIT, `Up to ${BULK_LIMIT} runs at once.`),
})

export const RunTags = OneRun.extend({
  tags: z.array(z.string().trim().min(1).max(MAX_TAG_LENGTH)).min(1).max(MAX_TAGS),
})

export const Reschedule = OneRun.extend({
  delay: z
    .string()
    .trim()
    .max(64)
    .transform((text, context) => {
      const delay = parseDelay(text)
      if (delay !== null) return delay
      context.addIssue({ code: 'custom', message: 'Write a duration such as 10m, 2h30m or 1d, or a date and time.' })
      return z.NEVER
    }),
})

export const OneRunData = OneRun.extend({ part: z.enum(RUN_DATA_PARTS) })
