'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronRight } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { JsonValue } from '@/lib/runs/trace/exact-json'
import { type JsonKind, type JsonRow, jsonRows, leafText, pathsAbove } from '@/lib/runs/trace/json-rows'

const ROW_HEIGHT = 22
/** A longer text is cut until somebody asks for all of it. */
const TEXT_LIMIT = 600
/** Small documents are open at once; of large ones the first level is. */
const OPEN_DEPTH = 2
const OPEN_SIZE = 60

const COLOURS: Record<JsonKind, string> = {
  object: 'text-faint',
  array: 'text-faint',
  string: 'text-good',
  number: 'text-warn',
  boolean: 'text-waiting',
  null: 'text-muted',
}

type JsonTreeProps = {
  value: JsonValue
  label: string
  /** Paths to mark, for example what a search found; their parents are opened. */
  found?: readonly string[]
  /** The one of them to show now. */
  current?: string | undefined
  /** Paths that have just changed. */
  changed?: ReadonlySet<string>
  className?: string
}

/** JSON of any size: only the rows in view exist. Strings are text, never markup; numbers keep every digit. */
export function JsonTree({ value, label, found = [], current, changed, className }: JsonTreeProps) {
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
  const scroller = useRef<HTMLDivElement>(null)
  const onTheWay = new Set(found.flatMap(pathsAbove))
  const isOpen = (path: string, depth: number, size: number) =>
    toggled.get(path) ?? (onTheWay.has(path) || depth === 0 || (depth < OPEN_DEPTH && size <= OPEN_SIZE))
  const rows = jsonRows(value, isOpen)
  const marked = new Set(found)
  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={0}
      aria-label={label}
      className={classNames(
        'min-h-0 overflow-auto rounded-md border border-line bg-bg py-1.5 font-mono text-12',
        className,
      )}
    >
      <VirtualRows
        rows={rows}
        scroller={scroller}
        current={current}
        render={(row) => (
          <JsonLine
            row={row}
            isFound={marked.has(row.path)}
            isCurrent={row.path === current}
            isChanged={changed?.has(row.path) ?? false}
            onToggle={() => setToggled(new Map(toggled).set(row.path, !row.isOpen))}
          />
        )}
      />
    </div>
  )
}

type VirtualRowsProps = {
  rows: JsonRow[]
  scroller: RefObject<HTMLDivElement | null>
  current: string | undefined
  render: (row: JsonRow) => React.ReactNode
}

function VirtualRows({ rows, scroller, current, render }: VirtualRowsProps) {
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
    getItemKey: (index) => rows[index]?.path ?? index,
    initialRect: { width: 600, height: 400 },
  })
  const currentIndex = current === undefined ? -1 : rows.findIndex((row) => row.path === current)
  useEffect(() => {
    if (currentIndex >= 0) virtual.scrollToIndex(currentIndex, { align: 'center' })
  }, [currentIndex, virtual])
  return (
    <div className="relative" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const row = rows[item.index]
        return (
          row && (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="absolute inset-x-0"
              style={{ top: item.start }}
            >
              {render(row)}
            </div>
          )
        )
      })}
    </div>
  )
}

type JsonLineProps = { row: JsonRow; isFound: boolean; isCurrent: boolean; isChanged: boolean; onToggle: () => void }

function JsonLine({ row, isFound, isCurrent, isChanged, onToggle }: JsonLineProps) {
  const isContainer = row.kind === 'object' || row.kind === 'array'
  const name = row.key !== null && (
    <span className={row.isIndex ? 'text-faint' : 'text-accent'}>
      {row.isIndex ? row.key : JSON.stringify(row.key)}:{' '}
    </span>
  )
  return (
    <div
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={isFound}
      aria-expanded={row.size > 0 ? row.isOpen : undefined}
      tabIndex={-1}
      className={classNames(
        'flex min-h-[22px] items-start pr-3 leading-[22px] transition-colors duration-1000',
        isFound && 'bg-warn-soft',
        isCurrent && 'shadow-[inset_2px_0_0_var(--warn)]',
        isChanged && 'bg-accent-soft duration-0',
      )}
      style={{ paddingLeft: 4 + Math.min(row.depth, 24) * 14 }}
    >
      {row.size > 0 ? (
        <button
          type="button"
          aria-label={row.isOpen ? 'Collapse' : 'Expand'}
          onClick={onToggle}
          className="grid h-[22px] w-5 shrink-0 place-items-center text-faint hover:text-text"
        >
          <ChevronRight className={classNames('size-3', row.isOpen && 'rotate-90')} />
        </button>
      ) : (
        <span className="w-5 shrink-0" />
      )}
      <span className="min-w-0 whitespace-pre-wrap break-all">
        {name}
        {isContainer ? <Container row={row} /> : <Leaf row={row} />}
      </span>
    </div>
  )
}

function Container({ row }: { row: JsonRow }) {
  const [open, close] = row.kind === 'array' ? ['[', ']'] : ['{', '}']
  if (row.size === 0) return <span className="text-muted">{`${open}${close}`}</span>
  const noun = row.kind === 'array' ? (row.size === 1 ? 'item' : 'items') : row.size === 1 ? 'key' : 'keys'
  return (
    <span className="text-faint">
      {row.isOpen ? open : `${open} … ${close}`}{' '}
      <span className="text-11">{`${row.size.toLocaleString('en')} ${noun}`}</span>
    </span>
  )
}

function Leaf({ row }: { row: JsonRow }) {
  const [isWhole, setWhole] = useState(false)
  const text = leafText(row.value)
  const shown = isWhole ? text : text.slice(0, TEXT_LIMIT)
  return (
    <span className={COLOURS[row.kind]}>
      {row.kind === 'string' ? JSON.stringify(shown) : shown}
      {shown.length < text.length && (
        <button type="button" className="ml-1 rounded-sm text-accent underline" onClick={() => setWhole(true)}>
          show all {text.length.toLocaleString('en')} characters
        </button>
      )}
    </span>
  )
}
