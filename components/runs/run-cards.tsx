'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import Link from 'next/link'
import { type ReactNode, useEffect, useRef } from 'react'
import { Badge } from '@/components/ui/badge'
import { Checkbox } from '@/components/ui/checkbox'
import { classNames } from '@/components/ui/class-names'
import { routes } from '@/lib/routes'
import type { ShownRun } from '@/lib/runs/merge-live-runs'
import { isFinished } from '@/lib/runs/run'
import { progressOf } from '@/lib/runs/run-progress'
import { LiveDuration } from './live-duration'
import { RelativeTime } from './relative-time'
import { RunProgress } from './run-progress'
import { RunStatusLabel } from './run-status-label'
import { RunTags } from './run-tags'
import type { RunSelection } from './use-run-selection'
import { SlowMark } from './usual/slow-mark'

/** Two lines whatever a run has to tell, so that no card below it moves. */
const CARD_HEIGHT = 72
const LOAD_AHEAD_CARDS = 8

interface RunCardsProps {
  environment: string
  rows: ShownRun[]
  selection: RunSelection
  hasMore: boolean
  loadMore: () => void
  footer: ReactNode
}

/** The list on a phone. */
export function RunCards({ environment, rows, selection, hasMore, loadMore, footer }: RunCardsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 4,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? -1
  useEffect(() => {
    if (hasMore && last >= rows.length - LOAD_AHEAD_CARDS) loadMore()
  }, [hasMore, last, rows.length, loadMore])
  return (
    <div ref={scroller} className="h-full overflow-auto overscroll-contain">
      <ul aria-label="Runs" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const run = rows[item.index]
          if (!run) return null
          return (
            <li
              key={run.id}
              aria-setsize={hasMore ? -1 : rows.length}
              aria-posinset={item.index + 1}
              className={classNames(
                'absolute inset-x-0 flex flex-col gap-1 border-b px-3 py-2 text-13',
                selection.ids.has(run.id) && 'bg-accent-soft',
              )}
              style={{ height: CARD_HEIGHT, transform: `translateY(${item.start}px)` }}
            >
              <div className="flex min-w-0 items-center gap-2">
                <Checkbox
                  aria-label={`Select run ${run.id}`}
                  checked={selection.ids.has(run.id)}
                  onCheckedChange={() => selection.toggle(run.id)}
                />
                <Link
                  href={routes.run(environment, run.id)}
                  prefetch={false}
                  className="min-w-0 grow truncate py-1 font-medium"
                >
                  <bdi>{run.taskId}</bdi>
                </Link>
                {run.isTest && <Badge>test</Badge>}
                <RunStatusLabel status={run.status} className="shrink-0" />
              </div>
              <div className="flex h-6 min-w-0 items-center gap-2 text-12 text-muted">
                <RelativeTime date={run.startedAt ?? run.createdAt} className="shrink-0" />
                <LiveDuration run={run} className="shrink-0 tabular-nums" />
                <SlowMark run={run} />
                <CardDetail run={run} />
              </div>
            </li>
          )
        })}
      </ul>
      {footer}
    </div>
  )
}

/** What the end of the second line has room for: how far an open run is, and otherwise its tags. */
function CardDetail({ run }: { run: ShownRun }) {
  if (isFinished(run) && run.tags.length > 0) return <RunTags tags={run.tags} />
  const { fraction, label } = progressOf(run.metadata)
  if (fraction === null && label === null) return <RunTags tags={run.tags} />
  return <RunProgress run={run} className="grow" />
}
