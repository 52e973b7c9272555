import { classNames } from '@/components/ui/class-names'
import { formatDuration } from '@/lib/format/duration'

/** Less is within what any two runs differ by. */
const NOISE_MS = 10
const STRIKING_SHARE = 0.15

/** "+2.3 s" or "−0.4 s" against the other run; striking when this one took clearly longer. */
export function TimeDifference({ mineMs, theirsMs }: { mineMs: number | null; theirsMs: number | null }) {
  if (mineMs === null || theirsMs === null) return <span className="text-faint">—</span>
  const difference = mineMs - theirsMs
  if (Math.abs(difference) < NOISE_MS) return <span className="text-faint">same</span>
  const isSlower = difference > STRIKING_SHARE * theirsMs
  const isFaster = -difference > STRIKING_SHARE * theirsMs
  return (
    <span className={classNames('text-muted', isSlower && 'font-medium text-warn', isFaster && 'text-good')}>
      {`${difference > 0 ? '+' : '−'}${formatDuration(Math.abs(difference))}`}
    </span>
  )
}
