'use client'

import { SlidersHorizontal } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuCheckboxItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from '@/components/ui/menu'
import { COLUMN_LABELS, FIXED_COLUMNS, RUN_COLUMNS, type RunListView } from '@/lib/runs/run-list-view'

interface ViewMenuProps {
  view: RunListView
  onChange: (view: RunListView) => void
  /** The API of this server names the queue of a run, so that column can be offered. */
  withQueue: boolean
}

/** Columns and density, remembered for this browser. */
export function ViewMenu({ view, onChange, withQueue }: ViewMenuProps) {
  const offered = RUN_COLUMNS.filter((column) => !FIXED_COLUMNS.has(column) && (column !== 'queue' || withQueue))
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" aria-label="Columns and density">
          <SlidersHorizontal aria-hidden />
          <span className="max-lg:hidden">Columns</span>
        </Button>
      }
    >
      <MenuLabel>Columns</MenuLabel>
      {offered.map((column) => (
        <MenuCheckboxItem
          key={column}
          closeOnClick={false}
          checked={!view.hidden.includes(column)}
          onCheckedChange={(shown) => {
            const others = view.hidden.filter((hidden) => hidden !== column)
            onChange({ ...view, hidden: shown ? others : [...others, column] })
          }}
        >
          {COLUMN_LABELS[column]}
        </MenuCheckboxItem>
      ))}
      <MenuSeparator />
      <MenuLabel>Density</MenuLabel>
      <MenuRadioGroup
        value={view.compact ? 'compact' : 'comfortable'}
        onValueChange={(density) => onChange({ ...view, compact: density === 'compact' })}
      >
        <MenuRadioItem value="comfortable">Comfortable</MenuRadioItem>
        <MenuRadioItem value="compact">Compact</MenuRadioItem>
      </MenuRadioGroup>
    </Menu>
  )
}
