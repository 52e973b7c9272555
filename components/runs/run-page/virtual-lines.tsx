'use client'

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useEffect } from 'react'

type VirtualLinesProps<Line> = {
  lines: readonly Line[]
  keyOf: (line: Line) => string
  scroller: RefObject<HTMLDivElement | null>
  lineHeight: number
  /** The line to bring into view when it changes. */
  current?: number | undefined
  /** A line that exists even out of view, because it has the focus. */
  kept?: number | undefined
  render: (line: Line, index: number) => ReactNode
}

/** Only the lines in view exist; each is as high as its text. */
export function VirtualLines<Line>(props: VirtualLinesProps<Line>) {
  const { lines, keyOf, scroller, lineHeight, current = -1, kept = -1, render } = props
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
    getItemKey: (index) => {
      const line = lines[index]
      return line === undefined ? index : keyOf(line)
    },
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      if (kept < 0 || kept >= lines.length || shown.includes(kept)) return shown
      return [...shown, kept].sort((one, other) => one - other)
    },
    initialRect: { width: 600, height: 400 },
  })
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: 'auto' })
  }, [current, virtual])
  return (
    <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const line = lines[item.index]
        return (
          line !== undefined && (
            <div
              key={item.key}
              ref={virtual.measureElement}
              role="presentation"
              data-index={item.index}
              className="absolute inset-x-0"
              style={{ top: item.start }}
            >
              {render(line, item.index)}
            </div>
          )
        )
      })}
    </div>
  )
}
