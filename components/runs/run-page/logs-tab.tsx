'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDownToLine, Download, WrapText } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTimeFormat } from '@/components/layout/time-format'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { saveFile } from '@/components/ui/save-file'
import { Select } from '@/components/ui/select'
import { formatCount } from '@/lib/format/number'
import { filterLogs, type LogLine as Line, type LogLevel, logsAsText } from '@/lib/runs/trace/logs'
import { LogLine } from './log-line'
import { useFollowTail } from './use-follow-tail'

const LEVELS: { value: LogLevel; label: string }[] = [
  { value: 'debug', label: 'All levels' },
  { value: 'info', label: 'Info and above' },
  { value: 'warn', label: 'Warnings and errors' },
  { value: 'error', label: 'Errors' },
]
const LINE_HEIGHT = 26

type LogsTabProps = {
  runId: string
  lines: Line[]
  isLive: boolean
  selectedId: string | null
  onSelect: (id: string) => void
}

export function LogsTab({ runId, lines, isLive, selectedId, onSelect }: LogsTabProps) {
  const [level, setLevel] = useState<LogLevel>('debug')
  const [search, setSearch] = useState('')
  const [isWrapped, setWrapped] = useState(true)
  const shown = filterLogs(lines, { level, search })
  const clear = () => {
    setLevel('debug')
    setSearch('')
  }
  const isFiltered = shown.length !== lines.length
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div
        role="toolbar"
        aria-label="Logs"
        className="flex flex-wrap items-center gap-1.5 border-line border-b px-3 py-2"
      >
        <Select label="Level" items={LEVELS} value={level} onValueChange={setLevel} className="w-36" />
        <Input
          type="search"
          aria-label="Search the logs"
          placeholder="Search"
          value={search}
          className="w-24 grow"
          onChange={(event) => setSearch(event.target.value)}
        />
        <span role="status" className="text-12 text-muted tabular-nums">
          {isFiltered
            ? `${shown.length.toLocaleString('en')} of ${formatCount(lines.length, 'line')}`
            : formatCount(lines.length, 'line')}
        </span>
        <IconButton
          label={isWrapped ? 'Do not wrap lines' : 'Wrap lines'}
          aria-pressed={isWrapped}
          onClick={() => setWrapped(!isWrapped)}
        >
          <WrapText className={isWrapped ? 'text-accent' : undefined} />
        </IconButton>
        <IconButton
          label="Download these lines"
          disabled={shown.length === 0}
          onClick={() => saveFile(`${runId}.log`, new Blob([logsAsText(shown)], { type: 'text/plain' }))}
        >
          <Download />
        </IconButton>
      </div>
      {shown.length === 0 ? (
        <NoLines hasLines={lines.length > 0} isLive={isLive} onClear={clear} />
      ) : (
        <LogList lines={shown} isLive={isLive} isWrapped={isWrapped} selectedId={selectedId} onSelect={onSelect} />
      )}
    </div>
  )
}

function NoLines({ hasLines, isLive, onClear }: { hasLines: boolean; isLive: boolean; onClear: () => void }) {
  if (!hasLines)
    return (
      <p className="p-4 text-13 text-muted">
        {isLive ? 'Nothing logged yet. Lines appear here as they are written.' : 'This run logged nothing.'}
      </p>
    )
  return (
    <div className="flex flex-col items-start gap-2 p-4 text-13 text-muted">
      No line matches this level and search.
      <Button size="sm" onClick={onClear}>
        Clear the filter
      </Button>
    </div>
  )
}

type LogListProps = {
  lines: Line[]
  isLive: boolean
  isWrapped: boolean
  selectedId: string | null
  onSelect: (id: string) => void
}

function LogList({ lines, isLive, isWrapped, selectedId, onSelect }: LogListProps) {
  const { timeZone } = useTimeFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const { isFollowing, setFollowing, ...follow } = useFollowTail(scroller)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
    getItemKey: (index) => lines[index]?.id ?? index,
    initialRect: { width: 600, height: 480 },
  })
  const last = lines.length - 1
  useEffect(() => {
    if (isLive && isFollowing && last >= 0) virtual.scrollToIndex(last, { align: 'end' })
  }, [isLive, isFollowing, last, virtual])
  const attempts = new Set(lines.map((line) => line.attemptNumber))
  return (
    <div className="relative min-h-0 grow">
      <div
        ref={scroller}
        role="log"
        aria-label="Log lines"
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="h-full overflow-auto focus-visible:outline-offset-[-2px]"
        {...follow}
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index]
            return (
              line && (
                <div
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className={isWrapped ? 'absolute inset-x-0' : 'absolute left-0 min-w-full'}
                  style={{ top: item.start }}
                >
                  <LogLine
                    line={line}
                    isWrapped={isWrapped}
                    isSelected={line.id === selectedId}
                    showAttempt={attempts.size > 1}
                    timeZone={timeZone}
                    onSelect={() => onSelect(line.id)}
                  />
                </div>
              )
            )
          })}
        </div>
      </div>
      {isLive && !isFollowing && (
        <Button size="sm" className="absolute right-4 bottom-3 shadow-popover" onClick={() => setFollowing(true)}>
          <ArrowDownToLine aria-hidden />
          Jump to the end
        </Button>
      )}
    </div>
  )
}
