'use client'

import { ChevronRight, Link2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { classNames } from '@/components/ui/class-names'
import { CopyButton } from '@/components/ui/copy-button'
import { type JsonValue, printExactJson } from '@/lib/runs/trace/exact-json'
import { jsonPath } from '@/lib/runs/trace/json-path'
import { type JsonRow, leafText } from '@/lib/runs/trace/json-rows'
import { JsonKey } from './json-key'
import { JsonValueText } from './json-value'
import { useJsonTree } from './use-json-tree'
import { VirtualLines } from './virtual-lines'

const LINE_HEIGHT = 22

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

/**
 * JSON of any size as a tree of WAI-ARIA: only the rows in view exist, one of them is in the tab order, and the bar
 * below copies what the active one holds.
 */
export function JsonTree({ value, label, found = [], current, changed, className }: JsonTreeProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const tree = useJsonTree(value, found, current)
  const marked = new Set(found)
  return (
    <div className={classNames('flex min-h-0 flex-col overflow-hidden rounded-md border border-line bg-bg', className)}>
      <div
        ref={scroller}
        role="tree"
        aria-label={label}
        className="min-h-0 grow overflow-auto py-1.5 font-mono text-12"
        onKeyDown={tree.onKeyDown}
      >
        <VirtualLines
          lines={tree.rows}
          keyOf={(row) => row.path}
          scroller={scroller}
          lineHeight={LINE_HEIGHT}
          current={tree.shownIndex}
          kept={tree.activeIndex}
          render={(row, index) => (
            <JsonLine
              row={row}
              isActive={index === tree.activeIndex}
              takesFocus={tree.movedTo === row.path}
              isFound={marked.has(row.path)}
              isCurrent={row.path === current}
              isChanged={changed?.has(row.path) ?? false}
              onActive={() => tree.activate(row.path)}
              onToggle={() => tree.toggle(row)}
            />
          )}
        />
      </div>
      {tree.active && <PathBar row={tree.active} rows={tree.rows} />}
    </div>
  )
}

type JsonLineProps = {
  row: JsonRow
  isActive: boolean
  takesFocus: boolean
  isFound: boolean
  isCurrent: boolean
  isChanged: boolean
  onActive: () => void
  onToggle: () => void
}

function JsonLine({ row, isActive, takesFocus, isFound, isCurrent, isChanged, onActive, onToggle }: JsonLineProps) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (takesFocus) line.current?.focus({ preventScroll: true })
  }, [takesFocus])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keys, as a tree of WAI-ARIA does
    <div
      ref={line}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-setsize={row.setSize}
      aria-posinset={row.position}
      aria-selected={isActive}
      aria-expanded={row.size > 0 ? row.isOpen : undefined}
      tabIndex={isActive ? 0 : -1}
      onClick={onActive}
      onDoubleClick={row.size > 0 ? onToggle : undefined}
      className={classNames(
        'flex min-h-[22px] cursor-default items-start pr-3 leading-[22px] transition-colors duration-1000 focus-visible:outline-offset-[-2px]',
        isActive && 'bg-raised duration-0',
        isFound && 'bg-warn-soft',
        isCurrent && 'shadow-[inset_2px_0_0_var(--warn)]',
        isChanged && 'bg-accent-soft duration-0',
      )}
      style={{ paddingLeft: 4 + Math.min(row.depth, 24) * 14 }}
    >
      <Chevron row={row} onToggle={onToggle} />
      <span className="min-w-0 cursor-text whitespace-pre-wrap break-all">
        <JsonKey name={row.key} isIndex={row.isIndex} />
        <JsonValueText value={row.value} isOpen={row.isOpen} />
      </span>
    </div>
  )
}

function Chevron({ row, onToggle }: { row: JsonRow; onToggle: () => void }) {
  if (row.size === 0) return <span className="w-5 shrink-0" />
  return (
    <span
      aria-hidden
      className="-my-px grid h-6 w-5 shrink-0 place-items-center text-faint hover:text-text"
      onClick={onToggle}
      // Two presses are two toggles, not the double press that toggles a row.
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <ChevronRight className={classNames('size-3', row.isOpen && 'rotate-90')} />
    </span>
  )
}

/** Where the active row stands in the document, and what can be taken from there. */
function PathBar({ row, rows }: { row: JsonRow; rows: readonly JsonRow[] }) {
  const path = jsonPath(row.path, (pointer) => rows.find((one) => one.path === pointer)?.isIndex ?? false)
  const value = () => (row.size > 0 ? printExactJson(row.value) : leafText(row.value))
  return (
    <div className="flex h-8 shrink-0 items-center gap-1 border-line border-t bg-panel pr-0.5 pl-2">
      <bdi title={path} className="min-w-0 grow truncate font-mono text-12 text-muted">
        {path === '' ? 'Whole document' : path}
      </bdi>
      <CopyButton text={path} label="Copy path" icon={<Link2 />} />
      <CopyButton text={value} label="Copy value" />
    </div>
  )
}
