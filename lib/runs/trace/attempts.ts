import type { RunError } from '../run'
import { isFinished } from '../run'
import { statusFacts } from '../run-status'
import { uniqueItems } from './arrange-items'
import { type AttemptWindow, attemptWindows } from './attempt-windows'
import type { TimelineRun } from './timeline'
import type { RunTrace, TraceException, TraceItem } from './trace'

export type AttemptOutcome = 'running' | 'succeeded' | 'failed' | 'canceled' | 'unknown'

export interface Attempt {
  number: number
  startedAt: Date | null
  /** Null while it runs, and when nobody recorded its end. */
  durationMs: number | null
  outcome: AttemptOutcome
  error: { name: string | null; message: string; stack: string | null } | null
  /** The timeline row to select; null for an attempt that left no trace. */
  spanId: string | null
}

/** Newest first. Attempts that the platform counted but that left no trace are listed too, as unknown. */
export function listAttempts(run: TimelineRun & { error?: RunError }, trace: RunTrace): Attempt[] {
  const items = uniqueItems(trace.items)
  const windows = attemptWindows(run, items)
  const byNumber = new Map(windows.map((window) => [window.number, window]))
  const last = Math.max(run.attemptCount, ...byNumber.keys())
  const attempts: Attempt[] = []
  for (let number = last; number >= 1; number--) {
    const window = byNumber.get(number)
    const isLast = number === last
    if (window) attempts.push(toAttempt(run, window, isLast, items))
    else attempts.push(untraced(run, number, isLast))
  }
  return attempts
}

function toAttempt(
  run: TimelineRun & { error?: RunError },
  window: AttemptWindow,
  isLast: boolean,
  items: TraceItem[],
): Attempt {
  const outcome = outcomeOf(run, window, isLast)
  const exception = window.item?.exception ?? exceptionWithin(run.id, window.number, items)
  return {
    number: window.number,
    startedAt: new Date(window.startMs),
    durationMs: window.endMs === null ? null : Math.max(0, window.endMs - window.startMs),
    outcome,
    error: outcome === 'failed' ? errorOf(exception, isLast ? run.error : undefined) : null,
    spanId: window.id,
  }
}

function untraced(run: TimelineRun & { error?: RunError }, number: number, isLast: boolean): Attempt {
  const outcome = isLast ? finalOutcome(run) : 'failed'
  return {
    number,
    startedAt: null,
    durationMs: null,
    outcome,
    error: isLast && outcome === 'failed' ? errorOf(null, run.error) : null,
    spanId: null,
  }
}

function outcomeOf(run: TimelineRun, window: AttemptWindow, isLast: boolean): AttemptOutcome {
  if (window.isError) return 'failed'
  if (window.isCanceled) return 'canceled'
  if (isLast && (window.isLost || window.endMs === null)) return finalOutcome(run)
  return window.endMs === null ? 'unknown' : 'succeeded'
}

function finalOutcome(run: TimelineRun): AttemptOutcome {
  if (!isFinished(run)) return 'running'
  const { tone } = statusFacts(run.status)
  if (tone === 'good') return 'succeeded'
  if (tone === 'bad') return 'failed'
  return run.status === 'CANCELED' ? 'canceled' : 'unknown'
}

function exceptionWithin(runId: string, number: number, items: TraceItem[]): TraceException | null {
  const failed = items.find((item) => item.runId === runId && item.attemptNumber === number && item.exception !== null)
  return failed?.exception ?? null
}

function errorOf(exception: TraceException | null, runError: RunError | undefined): Attempt['error'] {
  if (exception) return { name: exception.type, message: exception.message, stack: exception.stack }
  if (runError) return { name: runError.name ?? null, message: runError.message, stack: runError.stackTrace ?? null }
  return null
}
