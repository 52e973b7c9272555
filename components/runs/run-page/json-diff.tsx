'use client'

import { ChevronRight } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/lib/format/number'
import { type DiffRow, diffJson, diffRows } from '@/lib/runs/trace/diff-json'
import type { JsonValue } from '@/lib/runs/trace/exact-json'
import { textDifference } from '@/lib/runs/trace/text-difference'
import { JsonKey } from './json-key'
import { JsonValueText } from './json-value'
import { VirtualLines } from './virtual-lines'

const LINE_HEIGHT = 22

type JsonDiffProps = {
  title: string
  /** Of the other run; undefined when it has none. */
  before: JsonValue | undefined
  after: JsonValue | undefined
  all: boolean
  note?: string | null
}

/** What differs between two documents, where it differs. Minus is the other run, plus is this one. */
export function JsonDiff({ title, before, after, all, note = null }: JsonDiffProps) {
  const diff = useMemo(() => diffJson(before, after), [before, after])
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const scroller = useRef<HTMLDivElement>(null)
  const isNone = before === undefined && after === undefined
  const summary = isNone
    ? 'neither run has any'
    : diff.count === 0
      ? 'no difference'
      : formatCount(diff.count, 'difference')
  const toggle = (path: string) => {
    const next = new Set(closed)
    if (!next.delete(path)) next.add(path)
    setClosed(next)
  }
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="flex flex-wrap items-baseline gap-x-2 font-medium text-13">
        {title}
        <span className="font-normal text-12 text-muted">{summary}</span>
      </h3>
      {note && <p className="text-12 text-muted">{note}</p>}
      {!isNone && (diff.count > 0 || all) && (
        <div
          ref={scroller}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-[50vh] overflow-auto rounded-md border border-line bg-bg py-1.5 font-mono text-12"
        >
          <VirtualLines
            lines={diffRows(diff, { all, closed })}
            keyOf={(row) => row.path}
            scroller={scroller}
            lineHeight={LINE_HEIGHT}
            render={(row) => <DiffLine row={row} onToggle={() => toggle(row.path)} />}
          />
        </div>
      )}
    </section>
  )
}

function DiffLine({ row, onToggle }: { row: DiffRow; onToggle: () => void }) {
  const indent = { paddingLeft: 4 + Math.min(row.depth, 24) * 14 }
  if (row.change === 'within') {
    return (
      <div className="flex items-start pr-3 leading-[22px]" style={indent}>
        <button
          type="button"
          aria-expanded={row.isOpen}
          onClick={onToggle}
          className="-my-px flex min-h-6 min-w-0 items-center rounded-sm pr-1 text-left hover:bg-raised"
        >
          <ChevronRight aria-hidden className={classNames('mx-1 size-3 shrink-0', row.isOpen && 'rotate-90')} />
          <span className="min-w-0 break-all">
            <JsonKey name={row.key} isIndex={row.isIndex} />
            <span className="text-faint">
              {row.kind === 'array' ? '[ ]' : '{ }'}{' '}
              <span className="text-11">{formatCount(row.count, 'difference')}</span>
            </span>
          </span>
        </button>
      </div>
    )
  }
  const [before, after] = shownTexts(row)
  return (
    <>
      {row.change !== 'added' && row.change !== 'same' && (
        <Side mark="−" said="other run" className="bg-bad-soft" row={row} indent={indent} value={before} />
      )}
      {row.change !== 'removed' && row.change !== 'same' && (
        <Side mark="+" said="this run" className="bg-good-soft" row={row} indent={indent} value={after} />
      )}
      {row.change === 'same' && <Side mark="" said="" className="opacity-70" row={row} indent={indent} value={after} />}
    </>
  )
}

type SideProps = {
  mark: string
  said: string
  className: string
  row: DiffRow
  indent: React.CSSProperties
  value: JsonValue
}

function Side({ mark, said, className, row, indent, value }: SideProps) {
  return (
    <div className={classNames('flex items-start pr-3 leading-[22px]', className)} style={indent}>
      <span aria-hidden className="w-5 shrink-0 select-none text-center font-semibold">
        {mark}
      </span>
      {said && <span className="sr-only">{said}: </span>}
      <span className="min-w-0 whitespace-pre-wrap break-all">
        <JsonKey name={row.key} isIndex={row.isIndex} />
        <JsonValueText value={value} />
      </span>
    </div>
  )
}

function shownTexts({ before = null, after = null, change }: DiffRow): [JsonValue, JsonValue] {
  if (change !== 'changed' || typeof before !== 'string' || typeof after !== 'string') return [before, after]
  const cut = textDifference(before, after)
  return [cut.before, cut.after]
}
