import { classNames } from '@/components/ui/class-names'
import { formatDuration } from '@/lib/format/duration'
import type { StatusTone } from '@/lib/runs/run-status'
import type { TimeScale } from '@/lib/runs/trace/time-scale'
import type { Segment } from '@/lib/runs/trace/timeline'

const SOLID: Record<StatusTone, string> = {
  neutral: 'bg-neutral-soft text-neutral ring-neutral/45',
  busy: 'bg-busy-soft text-busy ring-busy/45',
  waiting: 'bg-waiting-soft text-waiting ring-waiting/45',
  good: 'bg-good-soft text-good ring-good/45',
  warn: 'bg-warn-soft text-warn ring-warn/45',
  bad: 'bg-bad-soft text-bad ring-bad/50',
}

const DASHED: Record<StatusTone, string> = {
  neutral: 'border-neutral',
  busy: 'border-busy',
  waiting: 'border-waiting',
  good: 'border-good',
  warn: 'border-warn',
  bad: 'border-bad',
}

const POINT: Record<StatusTone, string> = {
  neutral: 'bg-neutral',
  busy: 'bg-busy',
  waiting: 'bg-waiting',
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
}

/** Below this share of the width a label would not fit into the bar. */
const LABEL_FROM = 0.09

type TimelineBarProps = { segment: Segment; scale: TimeScale; nowMs: number; labelled: boolean }

/** One stretch of time. Outside the zoomed window it is cut off, not squeezed. */
export function TimelineBar({ segment, scale, nowMs, labelled }: TimelineBarProps) {
  const endMs = segment.endMs ?? Math.max(segment.startMs, nowMs)
  const from = scale.toFraction(segment.startMs)
  const to = scale.toFraction(endMs)
  if (to < -0.002 || from > 1.002) return null
  const left = Math.max(0, from)
  const width = Math.min(1, to) - left
  const style = { left: `${left * 100}%`, width: `${Math.max(0, width) * 100}%` }
  if (segment.look === 'point') {
    return (
      <span
        className={classNames('absolute top-3 size-2 -translate-x-1 rounded-full', POINT[segment.tone])}
        style={{ left: style.left }}
      />
    )
  }
  if (segment.look === 'dashed') {
    return (
      <span
        className={classNames('absolute top-4 min-w-1 border-t border-dashed', DASHED[segment.tone])}
        style={style}
      />
    )
  }
  const open = segment.endMs === null
  // On stripes it could not be read; the tree says it beside the name.
  const hasLabel = labelled && segment.look !== 'hatched' && width > LABEL_FROM
  return (
    <span
      className={classNames(
        'absolute top-2 h-4 min-w-[3px] overflow-hidden whitespace-nowrap rounded-sm text-11 tabular-nums ring-1 ring-inset',
        SOLID[segment.tone],
        segment.look === 'hatched' &&
          'bg-[repeating-linear-gradient(-45deg,color-mix(in_oklch,var(--waiting)_26%,transparent)_0_3px,var(--waiting-soft)_3px_8px)]',
        hasLabel && 'px-1',
        open && 'rounded-r-none border-current border-r-2',
      )}
      style={style}
    >
      {hasLabel && formatDuration(endMs - segment.startMs, { ticking: open })}
    </span>
  )
}
