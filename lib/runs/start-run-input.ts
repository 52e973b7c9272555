import { z } from 'zod'
import { parseDelay } from './parse-delay'
import { parsePayload } from './parse-payload'
import { MAX_TAG_LENGTH, MAX_TAGS } from './run-limits'

/** What a person fills in to start a run; the same rules hold in the dialog and on the server. */
export const StartRunInput = z.object({
  environment: z.string(),
  taskId: z.string().trim().min(1, 'Choose a task.').max(256),
  payload: z.string().transform((text, context) => {
    const parsed = parsePayload(text)
    if (parsed.ok) return parsed.value
    context.addIssue({ code: 'custom', message: parsed.message })
    return z.NEVER
  }),
  tags: z
    .array(z.string().trim().min(1).max(MAX_TAG_LENGTH, `A tag can have ${MAX_TAG_LENGTH} characters.`))
    .max(MAX_TAGS, `A run can have ${MAX_TAGS} tags.`)
    .default([]),
  /** Servers accept any text here and then start at once, so what is no time is refused by us. */
  delay: z
    .string()
    .trim()
    .refine((text) => text === '' || parseDelay(text) !== null, {
      message: 'Write a duration such as 10m, 2h30m or 1d, or a date such as 2026-12-24T18:00.',
    })
    .default(''),
  idempotencyKey: z.string().trim().max(2_048).default(''),
  isTest: z.boolean().default(false),
  /** One per opening of the dialog: pressing twice starts one run. */
  requestKey: z.string().min(16).max(64),
})
export type StartRunInput = z.input<typeof StartRunInput>
