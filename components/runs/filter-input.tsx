'use client'

import { ListFilter } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useShortcut } from '@/components/layout/use-shortcut'
import { classNames } from '@/components/ui/class-names'
import { Kbd } from '@/components/ui/kbd'
import { popupItemStyle, popupStyle } from '@/components/ui/popup-style'
import { routes } from '@/lib/routes'
import {
  FILTER_LABELS,
  type FilterSuggestion,
  filterSuggestions,
  type KnownValues,
} from '@/lib/runs/filter-suggestions'
import type { RunFilterControl } from './use-run-filter'

interface FilterInputProps {
  environment: string
  control: RunFilterControl
  known: KnownValues
  onOpen: () => void
}

/** A combobox that adds one filter at a time and stays open for the next. */
export function FilterInput({ environment, control, known, onOpen }: FilterInputProps) {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const listId = useId()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  useShortcut('/', () => input.current?.focus(), { description: 'Filter runs', group: 'Runs' })
  const suggestions = open ? filterSuggestions(text, control.filter, known) : []
  const optionId = (index: number) => `${listId}-${index}`

  const choose = (suggestion: FilterSuggestion | undefined) => {
    if (!suggestion) return
    if (suggestion.kind === 'open') return router.push(routes.run(environment, suggestion.value))
    control.add(suggestion)
    setText('')
    setAt(0)
  }
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(suggestions.length - 1, index))
    setAt(next)
    list.current?.querySelectorAll('[role="option"]')[next]?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') moveTo(at + 1)
    else if (event.key === 'ArrowUp') moveTo(at - 1)
    else if (event.key === 'Enter') choose(suggestions[at])
    else if (event.key === 'Escape' && text !== '') setText('')
    else if (event.key === 'Escape') input.current?.blur()
    else return
    event.preventDefault()
  }

  return (
    <div className="relative">
      <ListFilter aria-hidden className="pointer-events-none absolute top-1.5 left-2 size-4 text-muted" />
      <input
        ref={input}
        role="combobox"
        aria-label="Add a filter"
        aria-expanded={open && suggestions.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={suggestions[at] ? optionId(at) : undefined}
        placeholder="Filter"
        autoComplete="off"
        spellCheck={false}
        value={text}
        className="h-7 w-28 rounded-md border border-line-strong border-dashed bg-transparent pr-7 pl-7 text-12 transition-[width] placeholder:text-muted focus:w-56 focus:border-solid focus:bg-panel"
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onFocus={() => {
          setOpen(true)
          onOpen()
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {!open && <Kbd className="pointer-events-none absolute top-[5px] right-1.5 max-sm:hidden">/</Kbd>}
      {open && (
        <div
          ref={list}
          id={listId}
          role="listbox"
          aria-label="Filters"
          className={classNames(popupStyle, 'absolute top-8 left-0 z-30 max-h-80 w-72 max-w-[80vw]')}
        >
          {suggestions.length === 0 && <p className="px-2 py-1.5 text-muted">Nothing to filter by</p>}
          {suggestions.map((suggestion, index) => (
            <Option
              key={`${suggestion.kind}:${suggestion.value}`}
              id={optionId(index)}
              suggestion={suggestion}
              active={index === at}
              onChoose={() => choose(suggestion)}
              onPoint={() => setAt(index)}
            />
          ))}
        </div>
      )}
    </div>
  )
}

interface OptionProps {
  id: string
  suggestion: FilterSuggestion
  active: boolean
  onChoose: () => void
  onPoint: () => void
}

/** Chosen by the pointer on mousedown: a click would come after the blur that closes the list. */
function Option({ id, suggestion, active, onChoose, onPoint }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      data-highlighted={active ? '' : undefined}
      className={popupItemStyle}
      onMouseMove={onPoint}
      onMouseDown={(event) => {
        event.preventDefault()
        onChoose()
      }}
    >
      <span className="w-16 shrink-0 text-12 text-muted">{FILTER_LABELS[suggestion.kind]}</span>
      <span className="truncate">
        <bdi>{suggestion.label}</bdi>
      </span>
    </div>
  )
}
