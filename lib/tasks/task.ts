import * as z from 'zod/mini'

/** A task that can be started by hand. */
export const Task = z.object({
  id: z.string(),
  filePath: z.optional(z.string()),
  queue: z.optional(z.string()),
  scheduled: z.boolean(),
  /** Indented JSON that the task's schema accepts, as far as its examples and defaults tell. */
  samplePayload: z.string(),
  /** Its payload names a stored upload, so a file can be chosen instead of writing JSON. */
  takesUpload: z.boolean(),
})
export type Task = z.infer<typeof Task>

export const TaskList = z.object({
  tasks: z.array(Task),
  /** `worker`: what the current worker registered; `seen`: names found in recent runs and queues. */
  source: z.enum(['worker', 'seen']),
  /** Why the newest code of the tasks could not be read; runs go on with the last good version. */
  indexError: z.nullable(
    z.object({
      message: z.string(),
      file: z.optional(z.string()),
      line: z.optional(z.number()),
      column: z.optional(z.number()),
    }),
  ),
})
export type TaskList = z.infer<typeof TaskList>
