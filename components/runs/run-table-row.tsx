'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { classNames } from '@/components/ui/class-names'
import type { ShownRun } from '@/lib/runs/merge-live-runs'
import type { RunCursor } from './use-run-cursor'

interface RunTableRowProps {
  run: ShownRun
  index: number
  height: number
  selected: boolean
  active: boolean
  onToggle: (id: string, extend?: boolean) => void
  cursor: RunCursor
  children: ReactNode
}

const ACTS_ITSELF = 'a, button, input, label'

/** One row: focus walks over rows, a click anywhere but on a control opens the run. */
export function RunTableRow({ run, index, height, selected, active, onToggle, cursor, children }: RunTableRowProps) {
  const element = useRef<HTMLTableRowElement>(null)
  const wanted = active && cursor.moved
  useEffect(() => {
    if (wanted) element.current?.focus({ preventScroll: true })
  }, [wanted])
  return (
    <tr
      ref={element}
      tabIndex={active || (cursor.activeId === null && index === 0) ? 0 : -1}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-run={run.id}
      style={{ height }}
      className={classNames(
        'group cursor-pointer -outline-offset-2 hover:bg-raised',
        selected && 'bg-accent-soft hover:bg-accent-soft',
        run.leftFilter && 'opacity-70',
      )}
      onFocus={(event) => cursor.onFocus(run.id, event.target === event.currentTarget)}
      onBlur={() => cursor.onBlur()}
      onClick={(event) => {
        const within = event.target instanceof Element ? event.target.closest(ACTS_ITSELF) : null
        if (within && event.currentTarget.contains(within)) return
        if (window.getSelection()?.toString()) return
        cursor.open(run.id, event.metaKey || event.ctrlKey)
      }}
    >
      <td className="border-b pl-3">
        <Checkbox
          aria-label={`Select run ${run.id} of ${run.taskId.slice(0, 80)}`}
          checked={selected}
          onCheckedChange={(_, event) => onToggle(run.id, isShifted(event))}
        />
      </td>
      {children}
    </tr>
  )
}

function isShifted(event: Event): boolean {
  return 'shiftKey' in event && event.shiftKey === true
}
