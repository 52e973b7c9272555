import type { ToastInput } from '@/components/ui/toast-queue'
import { formatCount, formatNumber } from '@/lib/format/number'
import type { BulkAction } from '@/lib/runs/bulk/bulk-action'
import type { BulkCommand } from '@/lib/runs/bulk/bulk-command'
import type { MatchingCount } from '@/lib/runs/bulk/matching-runs'

const WORDS = {
  cancel: { verb: 'Cancel', ing: 'Canceling', ed: 'canceled', which: 'unfinished' },
  replay: { verb: 'Replay', ing: 'Replaying', ed: 'replayed', which: 'finished' },
} as const satisfies Record<BulkCommand, unknown>

/** "12 runs", or "more than 1,000 runs" where nobody has counted on. */
export function countWords({ count, exact }: MatchingCount): string {
  return exact ? formatCount(count, 'run') : `more than ${formatCount(count, 'run')}`
}

/** "Cancel 12 runs", "Cancel all unfinished runs that match". */
export function commandWords(command: BulkCommand, count: MatchingCount): string {
  const { verb, which } = WORDS[command]
  return count.exact ? `${verb} ${formatCount(count.count, 'run')}` : `${verb} all ${which} runs that match`
}

export function progressWords(command: BulkCommand, action: BulkAction | null): string {
  const { ing } = WORDS[command]
  if (!action || action.total === 0) return `${ing}…`
  return `${ing}… ${formatNumber(action.done + action.failed)} of ${formatNumber(action.total)}`
}

/** What came of it, in one message. */
export function outcomeToast(command: BulkCommand, action: BulkAction | null): ToastInput {
  const { ing, ed } = WORDS[command]
  if (!action) {
    return {
      kind: 'error',
      title: `${ing} goes on, but cannot be followed`,
      description: 'The platform works through the runs by itself. Look at the list when it can be read again.',
    }
  }
  const title = action.done > 0 ? `${formatCount(action.done, 'run')} ${ed}` : `No run was ${ed}`
  const left = action.total - action.done - action.failed
  const description = [
    action.failed > 0
      ? `${formatCount(action.failed, 'run')} could not be ${ed}, most likely they had changed meanwhile.`
      : '',
    action.status === 'ABORTED' ? `Stopped: ${formatCount(left, 'run')} left as they were.` : '',
  ]
  const kind = action.failed > 0 ? 'error' : action.done > 0 ? 'success' : 'info'
  return { kind, title, description: description.filter(Boolean).join(' ') }
}
