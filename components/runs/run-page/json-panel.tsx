'use client'

import { ChevronDown, ChevronUp, Download } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { saveFile } from '@/components/ui/save-file'
import { formatBytes } from '@/lib/format/bytes'
import { parseJsonOrText, printExactJson } from '@/lib/runs/trace/exact-json'
import { searchJson } from '@/lib/runs/trace/json-rows'
import { JsonTree } from './json-tree'

const MOST_FOUND = 500

type JsonPanelProps = {
  title: string
  text: string
  sizeBytes: number
  fileName: string
  /** What is to be said about the document, above it. */
  note?: ReactNode
}

/** One JSON document with what one does with it: search, copy, download. */
export function JsonPanel({ title, text, sizeBytes, fileName, note }: JsonPanelProps) {
  const [search, setSearch] = useState('')
  const [current, setCurrent] = useState(0)
  // Megabytes: reading and searching them again at every press of a key would be felt.
  const value = useMemo(() => parseJsonOrText(text), [text])
  const found = useMemo(() => searchJson(value, search, MOST_FOUND), [value, search])
  const index = found.length === 0 ? 0 : current % found.length
  const step = (by: number) => setCurrent((index + by + found.length) % Math.max(1, found.length))
  const name = title.toLowerCase()

  return (
    <section aria-label={title} className="flex min-h-0 flex-col gap-2">
      <header className="flex flex-wrap items-center gap-1">
        <h3 className="font-medium text-13">{title}</h3>
        <span className="text-12 text-faint tabular-nums">{formatBytes(sizeBytes)}</span>
        <span className="grow" />
        <Input
          type="search"
          value={search}
          aria-label={`Search in ${name}`}
          placeholder="Search"
          className="h-7 w-32"
          onChange={(event) => {
            setSearch(event.target.value)
            setCurrent(0)
          }}
          onKeyDown={(event) => event.key === 'Enter' && step(event.shiftKey ? -1 : 1)}
        />
        {search.trim() !== '' && <SearchSteps index={index} count={found.length} onStep={step} />}
        <CopyButton text={() => printExactJson(value)} label={`Copy ${name}`} />
        <IconButton
          label={`Download ${name}`}
          size="icon-sm"
          onClick={() => saveFile(fileName, new Blob([printExactJson(value)], { type: 'application/json' }))}
        >
          <Download />
        </IconButton>
      </header>
      {note}
      <JsonTree value={value} label={title} found={found} current={found[index]} className="max-h-[60vh]" />
    </section>
  )
}

function SearchSteps({ index, count, onStep }: { index: number; count: number; onStep: (by: number) => void }) {
  return (
    <>
      <span role="status" className="text-12 text-muted tabular-nums">
        {count === 0 ? 'none' : `${index + 1} of ${count}${count === MOST_FOUND ? '+' : ''}`}
      </span>
      <IconButton label="Previous" size="icon-sm" disabled={count < 2} onClick={() => onStep(-1)}>
        <ChevronUp />
      </IconButton>
      <IconButton label="Next" size="icon-sm" disabled={count < 2} onClick={() => onStep(1)}>
        <ChevronDown />
      </IconButton>
    </>
  )
}
