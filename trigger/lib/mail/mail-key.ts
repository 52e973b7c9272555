import { createHash } from 'node:crypto'

/** One message per person and run: a retry has the same key, a replay is a new run and may write again. */
export function mailKey(userId: string, runId: string): string {
  return createHash('sha256').update(`${userId}\n${runId}`).digest('hex')
}
