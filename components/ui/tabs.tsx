'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { classNames } from './class-names'

type TabsProps<Value extends string> = {
  /** The accessible name of the row of tabs. */
  label: string
  tabs: readonly { value: Value; label: ReactNode }[]
  value: Value
  onValueChange: (value: Value) => void
  /** The panel of the chosen tab. */
  children: ReactNode
  className?: string
}

/** Tabs of WAI-ARIA: one of them is in the tab order, arrow keys go to the next and show it. */
export function Tabs<Value extends string>({
  label,
  tabs,
  value,
  onValueChange,
  children,
  className,
}: TabsProps<Value>) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const tab = document.getElementById(`${id}${value}`)
    if (list.current && tab) reveal(list.current, tab)
  }, [id, value])

  const onKeyDown = (event: KeyboardEvent) => {
    const next = targetOf(
      event.key,
      tabs.findIndex((tab) => tab.value === value),
      tabs.length,
    )
    const tab = next === null ? undefined : tabs[next]
    if (!tab || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onValueChange(tab.value)
    document.getElementById(`${id}${tab.value}`)?.focus()
  }

  return (
    <div className={classNames('flex min-h-0 flex-col', className)}>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className="flex shrink-0 overflow-x-auto border-line border-b px-2 [scrollbar-width:none]"
        onKeyDown={onKeyDown}
      >
        {tabs.map((tab) => {
          const isChosen = tab.value === value
          return (
            <button
              key={tab.value}
              type="button"
              role="tab"
              id={`${id}${tab.value}`}
              aria-selected={isChosen}
              aria-controls={isChosen ? `${id}panel` : undefined}
              tabIndex={isChosen ? 0 : -1}
              onClick={() => onValueChange(tab.value)}
              className={classNames(
                '-mb-px flex h-10 shrink-0 items-center gap-1.5 whitespace-nowrap border-b-2 px-1.5 text-13 focus-visible:outline-offset-[-2px]',
                isChosen ? 'border-accent font-medium text-text' : 'border-transparent text-muted hover:text-text',
              )}
            >
              {tab.label}
            </button>
          )
        })}
      </div>
      <div
        role="tabpanel"
        id={`${id}panel`}
        aria-labelledby={`${id}${value}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel may begin with text, and it scrolls
        tabIndex={0}
        className="min-h-0 grow overflow-y-auto focus-visible:outline-offset-[-2px]"
      >
        {children}
      </div>
    </div>
  )
}

/** A narrow screen shows a part of the row. Only the row scrolls: the page around it stays where it is. */
function reveal(row: HTMLElement, tab: HTMLElement): void {
  const before = tab.offsetLeft - row.offsetLeft
  const after = before + tab.offsetWidth
  if (before < row.scrollLeft) row.scrollLeft = before
  else if (after > row.scrollLeft + row.clientWidth) row.scrollLeft = after - row.clientWidth
}

function targetOf(key: string, index: number, count: number): number | null {
  if (key === 'ArrowRight') return (index + 1) % count
  if (key === 'ArrowLeft') return (index - 1 + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}
