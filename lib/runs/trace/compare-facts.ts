import { elapsedMs, isFinished, type RunDetail } from '../run'
import { statusFacts } from '../run-status'

export interface ComparedFact {
  name: string
  /** Milliseconds are compared as durations, everything else as words. Null where a run has none. */
  kind: 'duration' | 'words'
  mine: number | string | null
  theirs: number | string | null
}

type Reader = (run: RunDetail, now: Date) => number | string | null

const FACTS: [string, ComparedFact['kind'], Reader][] = [
  ['Status', 'words', (run) => statusFacts(run.status).label],
  ['Waited in queue', 'duration', queueWaitMs],
  ['Execution', 'duration', elapsedMs],
  ['Compute', 'duration', (run) => (run.startedAt ? run.durationMs : null)],
  ['Attempts', 'words', (run) => String(run.attemptCount)],
  ['Version', 'words', (run) => run.version ?? null],
  ['Task', 'words', (run) => run.taskId],
  ['Queue', 'words', (run) => run.queue ?? null],
  ['Tags', 'words', (run) => (run.tags.length > 0 ? [...run.tags].sort().join(', ') : null)],
  ['Time to live', 'words', (run) => run.ttl ?? null],
  ['Test run', 'words', (run) => (run.isTest ? 'Yes' : 'No')],
  ['Child runs', 'words', (run) => String(run.relatedRuns.children.length)],
]

/** What can be said of both runs, in the order of interest. */
export function compareFacts(mine: RunDetail, theirs: RunDetail, now: Date): ComparedFact[] {
  return FACTS.map(([name, kind, read]) => ({ name, kind, mine: read(mine, now), theirs: read(theirs, now) }))
}

/** From the moment it could start (creation, or the end of its delay) to its start; null while it waits for that. */
function queueWaitMs(run: RunDetail, now: Date): number | null {
  const from = Math.max(run.createdAt.getTime(), run.delayedUntil?.getTime() ?? 0)
  const until = run.startedAt ?? run.finishedAt ?? (isFinished(run) ? run.updatedAt : now)
  return until.getTime() < from ? null : until.getTime() - from
}
