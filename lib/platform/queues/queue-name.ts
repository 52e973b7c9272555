import { QueueId } from '@trigger.dev/core/v3/isomorphic'
import { z } from 'zod'

export const QueueKind = z.enum(['id', 'task', 'custom']).default('id')

/** How callers name a queue: by its id, by the task it belongs to, or by its own name. */
export interface QueueName {
  column: 'q.id' | 'q.name'
  value: string
}

export function queueName(given: string, kind: z.output<typeof QueueKind>): QueueName {
  if (kind === 'id') return { column: 'q.id', value: given.startsWith('queue_') ? QueueId.toId(given) : given }
  return { column: 'q.name', value: kind === 'task' ? `task/${given.replace(/^task\//, '')}` : given }
}
