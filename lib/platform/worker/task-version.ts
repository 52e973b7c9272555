import type { TaskManifest } from '@trigger.dev/core/v3'
import { z } from 'zod'

const BuiltTasks = z.object({
  /** Folder under bundles/. */
  bundle: z.string(),
  contentHash: z.string(),
  configEntry: z.string(),
  initEntry: z.string().nullable(),
  tasks: z.array(z.custom<TaskManifest>((task) => typeof task === 'object' && task !== null && 'id' in task)),
})

/** Task code that loads and whose tasks are known. */
export type BuiltTasks = z.infer<typeof BuiltTasks>

export const TaskVersion = BuiltTasks.extend({
  /** What the platform calls it: worker_… and 20261122.3 */
  workerId: z.string(),
  version: z.string(),
})

/** Task code that the platform knows as a version and gives runs to. */
export type TaskVersion = z.infer<typeof TaskVersion>
