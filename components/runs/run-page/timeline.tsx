'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useShortcut } from '@/components/layout/use-shortcut'
import { axisEndMs, idleGaps } from '@/lib/runs/trace/hide-idle'
import { pointedWindow, zoomedWindow } from '@/lib/runs/trace/pointed-window'
import { steadyAxis } from '@/lib/runs/trace/steady-axis'
import { timeScale } from '@/lib/runs/trace/time-scale'
import type { Timeline as TimelineData } from '@/lib/runs/trace/timeline'
import { TimelineAxis } from './timeline-axis'
import { TimelineBar } from './timeline-bar'
import { TimelineMinimap } from './timeline-minimap'
import { ROW_HEIGHT, TimelineRow } from './timeline-row'
import { TimelineToolbar } from './timeline-toolbar'
import type { RunView, SetRunView } from './use-run-view'
import { useTimelineClock } from './use-timeline-clock'
import { useTimelineTree } from './use-timeline-tree'

const NAME_WIDTH = 'clamp(150px, 41%, 340px)'
const GROUP = 'Timeline'

type TimelineProps = {
  timeline: TimelineData
  /** When the data was read, in epoch milliseconds. */
  asOfMs: number
  view: RunView
  setView: SetRunView
  /** Why there is less to see than there might be. */
  note?: React.ReactNode
}

/** The run on one time axis. The keys walk the tree; what is selected is shown by the inspector beside it. */
export function Timeline({ timeline, asOfMs, view, setView, note }: TimelineProps) {
  const nowMs = useTimelineClock(timeline.isLive, asOfMs)
  const select = (id: string) => void setView({ span: id })
  const tree = useTimelineTree({
    rows: timeline.rows,
    showEngine: view.engine,
    selectedId: view.span,
    onSelect: select,
  })
  const { axis, window, gaps, scale, setWindow } = useTimelineWindow(timeline, view, setView, nowMs)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: tree.visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    getItemKey: (index) => tree.visible[index]?.id ?? index,
    // The server knows no sizes: it draws what fits into a usual window.
    initialRect: { width: 800, height: 720 },
  })
  const errorCount = useMemo(() => timeline.rows.filter((row) => row.isError && row.depth > 0).length, [timeline])
  const selectedIndex = tree.visible.findIndex((row) => row.id === view.span)
  useEffect(() => {
    if (selectedIndex >= 0) virtual.scrollToIndex(selectedIndex, { align: 'auto' })
  }, [selectedIndex, virtual])

  const hideIdle = (hidden: boolean) => void setView({ idle: hidden ? 'hidden' : null, zoom: null })
  const zoom = (factor: number) => setWindow(zoomedWindow(axis, window, factor))
  useShortcut('e', tree.expandAll, { description: 'Expand all', group: GROUP })
  useShortcut('w', tree.collapseAll, { description: 'Collapse all', group: GROUP })
  useShortcut('n', tree.nextError, { description: 'Next error', group: GROUP })
  useShortcut('i', () => hideIdle(view.idle === null), { description: 'Hide or show idle time', group: GROUP })
  useShortcut('+', () => zoom(0.5), { description: 'Zoom in', group: GROUP })
  useShortcut('-', () => zoom(2), { description: 'Zoom out', group: GROUP })
  useShortcut('0', () => setWindow(null), { description: 'Reset zoom', group: GROUP })

  return (
    <section aria-label="Timeline" className="flex h-full min-h-0 flex-col">
      <TimelineToolbar
        errorCount={errorCount}
        isIdleHidden={view.idle !== null}
        canHideIdle={gaps.length > 0}
        showEngine={view.engine}
        isZoomed={view.zoom !== null}
        onExpandAll={tree.expandAll}
        onCollapseAll={tree.collapseAll}
        onNextError={tree.nextError}
        onHideIdle={hideIdle}
        onShowEngine={(shown) => void setView({ engine: shown })}
        onZoom={zoom}
        onResetZoom={() => setWindow(null)}
      />
      {view.zoom && (
        <TimelineMinimap rows={timeline.rows} axis={axis} window={window} nowMs={nowMs} onWindow={setWindow} />
      )}
      <div
        className="grid h-8 shrink-0 border-line border-b"
        style={{ gridTemplateColumns: `${NAME_WIDTH} minmax(0, 1fr)` }}
      >
        <span />
        <TimelineAxis scale={scale} onBrush={(from, to) => setWindow(pointedWindow(axis, from, to))} />
      </div>
      {note}
      <div
        ref={scroller}
        role="tree"
        tabIndex={0}
        aria-label="Spans of this run"
        aria-activedescendant={selectedIndex >= 0 ? rowId(tree.visible[selectedIndex]?.id) : undefined}
        className="group relative min-h-0 grow overflow-y-auto overflow-x-hidden focus-visible:outline-offset-[-2px]"
        onKeyDown={tree.onKeyDown}
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = tree.visible[item.index]
            if (!row) return null
            const { id } = row
            return (
              <TimelineRow
                key={id}
                row={row}
                id={rowId(id)}
                position={item.index + 1}
                top={item.start}
                isSelected={id === view.span}
                isCollapsed={tree.collapsed.has(id)}
                scale={scale}
                nowMs={nowMs}
                nameWidth={NAME_WIDTH}
                onSelect={() => select(id)}
                onToggle={() => tree.toggle(id)}
              >
                {row.segments.map((segment) => (
                  <TimelineBar
                    key={`${segment.look}${segment.startMs}`}
                    segment={segment}
                    scale={scale}
                    nowMs={nowMs}
                    labelled
                  />
                ))}
              </TimelineRow>
            )
          })}
        </div>
      </div>
    </section>
  )
}

const rowId = (id: string | undefined) => `timeline-${id}`

function useTimelineWindow(timeline: TimelineData, view: RunView, setView: SetRunView, nowMs: number) {
  // Room to grow would be most of an axis whose idle time is hidden.
  const axis = view.idle
    ? { startMs: timeline.originMs, endMs: axisEndMs(timeline, nowMs) }
    : steadyAxis(timeline, nowMs)
  // To the second: open bars grow ten times as often, and every row has to be looked at.
  const secondMs = Math.floor(Math.min(nowMs, axisEndMs(timeline, nowMs)) / 1_000) * 1_000
  const gaps = useMemo(() => idleGaps(timeline, secondMs), [timeline, secondMs])
  const { originMs } = timeline
  const zoomed = view.zoom && pointedWindow(axis, originMs + view.zoom.from, originMs + view.zoom.to)
  const window = zoomed ?? axis
  return {
    axis,
    gaps,
    window,
    scale: timeScale(axis, view.idle ? gaps : [], window),
    setWindow: (next: { startMs: number; endMs: number } | null) =>
      void setView({ zoom: next && { from: next.startMs - originMs, to: next.endMs - originMs } }),
  }
}
