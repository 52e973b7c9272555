import type { TaskManifest, TriggerConfig } from '@trigger.dev/core/v3'

type Defaults = Pick<Partial<TriggerConfig>, 'retries' | 'maxDuration' | 'ttl' | 'machine'>

/** What trigger.config.ts says holds for every task that does not say otherwise: the platform only sees the result. */
export function withConfigDefaults(task: TaskManifest, config: Defaults): TaskManifest {
  const retry = task.retry ?? config.retries?.default
  const maxDuration = task.maxDuration ?? config.maxDuration
  const ttl = task.ttl ?? config.ttl
  const machine = task.machine?.preset ? task.machine : config.machine ? { preset: config.machine } : task.machine
  return {
    ...task,
    ...(retry && { retry }),
    ...(maxDuration !== undefined && { maxDuration }),
    ...(ttl !== undefined && { ttl }),
    ...(machine && { machine }),
  }
}
