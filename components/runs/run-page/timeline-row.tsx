'use client'

import { ChevronRight } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import { formatDuration } from '@/lib/format/duration'
import type { TimeScale } from '@/lib/runs/trace/time-scale'
import type { TimelineRow as Row } from '@/lib/runs/trace/timeline'
import { TONE_TEXT } from '../tone-classes'
import { rowIcon } from './row-icons'

export const ROW_HEIGHT = 32
const INDENT = 16
/** Deeper levels keep the last indent: the name must stay readable in any trace. */
const DEEPEST_INDENT = 10

type TimelineRowProps = {
  row: Row
  id: string
  position: number
  top: number
  isSelected: boolean
  isCollapsed: boolean
  scale: TimeScale
  nowMs: number
  nameWidth: string
  children: React.ReactNode
  onSelect: () => void
  onToggle: () => void
}

export function TimelineRow({
  row,
  id,
  position,
  top,
  isSelected,
  isCollapsed,
  nowMs,
  nameWidth,
  children,
  ...on
}: TimelineRowProps) {
  const Icon = rowIcon(row)
  const isPoint = row.kind === 'log' || row.kind === 'engine'
  const spentMs = (row.endMs ?? Math.max(row.startMs, nowMs)) - row.startMs
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keys, as a tree of WAI-ARIA does
    // biome-ignore lint/a11y/useFocusableInteractive: the tree keeps the focus and names its active row
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-posinset={position}
      aria-selected={isSelected}
      aria-expanded={row.childCount > 0 ? !isCollapsed : undefined}
      aria-label={describe(row, spentMs)}
      onClick={on.onSelect}
      className={classNames(
        'absolute inset-x-0 grid cursor-pointer border-line border-b',
        isSelected ? 'bg-accent-soft group-focus-visible:shadow-[inset_0_0_0_2px_var(--accent)]' : 'hover:bg-raised',
      )}
      style={{ top, height: ROW_HEIGHT, gridTemplateColumns: `${nameWidth} minmax(0, 1fr)` }}
    >
      <div
        className="flex min-w-0 items-center gap-1.5 overflow-hidden pr-2"
        style={{ paddingLeft: 6 + Math.min(row.depth, DEEPEST_INDENT) * INDENT }}
      >
        <Chevron row={row} isCollapsed={isCollapsed} onToggle={on.onToggle} />
        <Icon aria-hidden className={classNames('size-4 shrink-0', TONE_TEXT[row.tone])} />
        <span
          title={row.name}
          className={classNames('truncate text-13', row.depth === 0 && 'font-semibold', row.isError && 'text-bad')}
        >
          {row.name}
        </span>
        {!isPoint && !isTimedByName(row) && (
          <span className="shrink-0 text-12 text-faint tabular-nums">
            {formatDuration(spentMs, { ticking: row.endMs === null })}
          </span>
        )}
      </div>
      <div className="overflow-hidden border-line border-l pr-2 pl-1">
        <div className="relative h-full">{children}</div>
      </div>
    </div>
  )
}

/** "Retry in 5.0 s" says it already; one that is still open only tells how long it has been. */
const isTimedByName = (row: Row) => row.kind === 'retry' && row.endMs !== null

function Chevron({ row, isCollapsed, onToggle }: { row: Row; isCollapsed: boolean; onToggle: () => void }) {
  if (row.childCount === 0) return <span className="w-4 shrink-0" />
  return (
    <span
      aria-hidden
      className="-my-1 grid size-6 shrink-0 -translate-x-1 place-items-center text-faint hover:text-text"
      style={{ marginRight: -8 }}
      onClick={(event) => {
        event.stopPropagation()
        onToggle()
      }}
    >
      <ChevronRight className={classNames('size-3.5', !isCollapsed && 'rotate-90')} />
    </span>
  )
}

function describe(row: Row, spentMs: number): string {
  const state = row.isError ? ', failed' : row.endMs === null ? ', still open' : ''
  const spent =
    row.kind === 'log' || row.kind === 'engine' ? '' : `, ${formatDuration(spentMs, { ticking: row.endMs === null })}`
  const kind = row.kind === 'log' ? 'Log line: ' : ''
  return `${kind}${row.name}${spent}${state}`
}
