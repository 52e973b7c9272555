'use client'

import { ChevronDown, ChevronUp, Download } from 'lucide-react'
import { useState } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { formatBytes } from '@/lib/format/bytes'
import { type JsonValue, parseExactJson, printExactJson } from '@/lib/runs/trace/exact-json'
import { searchJson } from '@/lib/runs/trace/json-rows'
import { JsonTree } from './json-tree'
import { saveFile } from './save-file'

const MOST_FOUND = 500

type JsonPanelProps = { title: string; text: string; sizeBytes: number; fileName: string }

/** One JSON document with what one does with it: search, copy, download. Loaded on demand. */
export function JsonPanel({ title, text, sizeBytes, fileName }: JsonPanelProps) {
  const [search, setSearch] = useState('')
  const [current, setCurrent] = useState(0)
  const [document, setDocument] = useState<{ text: string; value: JsonValue }>()
  // Parsing megabytes on every key press would be felt: the parsed document is kept with the text it came from.
  const value = document?.text === text ? document.value : parseOrText(text)
  if (document?.text !== text) setDocument({ text, value })
  const found = searchJson(value, search, MOST_FOUND)
  const index = found.length === 0 ? 0 : current % found.length
  const step = (by: number) => setCurrent((index + by + found.length) % Math.max(1, found.length))

  return (
    <section aria-label={title} className="flex min-h-0 flex-col gap-2">
      <header className="flex flex-wrap items-center gap-1">
        <h3 className="font-medium text-13">{title}</h3>
        <span className="text-12 text-faint tabular-nums">{formatBytes(sizeBytes)}</span>
        <span className="grow" />
        <Input
          type="search"
          value={search}
          aria-label={`Search in ${title.toLowerCase()}`}
          placeholder="Search"
          className="h-7 w-32"
          onChange={(event) => {
            setSearch(event.target.value)
            setCurrent(0)
          }}
          onKeyDown={(event) => event.key === 'Enter' && step(event.shiftKey ? -1 : 1)}
        />
        {search.trim() !== '' && (
          <>
            <span role="status" className="text-12 text-muted tabular-nums">
              {found.length === 0 ? 'none' : `${index + 1} of ${found.length}${found.length === MOST_FOUND ? '+' : ''}`}
            </span>
            <IconButton label="Previous" size="icon-sm" disabled={found.length < 2} onClick={() => step(-1)}>
              <ChevronUp />
            </IconButton>
            <IconButton label="Next" size="icon-sm" disabled={found.length < 2} onClick={() => step(1)}>
              <ChevronDown />
            </IconButton>
          </>
        )}
        <CopyButton text={() => printExactJson(value)} label={`Copy ${title.toLowerCase()}`} />
        <IconButton
          label={`Download ${title.toLowerCase()}`}
          size="icon-sm"
          onClick={() => saveFile(fileName, printExactJson(value), 'application/json')}
        >
          <Download />
        </IconButton>
      </header>
      <JsonTree value={value} label={title} found={found} current={found[index]} className="max-h-[60vh] min-h-10" />
    </section>
  )
}

/** What is stored may be no JSON after all: then it is shown as the text it is. */
function parseOrText(text: string): JsonValue {
  try {
    return parseExactJson(text)
  } catch {
    return text
  }
}
