'use client'

import { Download, SlidersHorizontal } from 'lucide-react'
import { Button } from '@/components/ui/button'
import {
  Menu,
  MenuCheckboxItem,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '@/components/ui/menu'
import { formatNumber } from '@/lib/format/number'
import { EXPORT_LIMIT, type ExportFormat } from '@/lib/runs/export/export-limits'
import { COLUMN_LABELS, FIXED_COLUMNS, RUN_COLUMNS, type RunListView } from '@/lib/runs/run-list-view'

interface DisplayMenuProps {
  view: RunListView
  onChange: (view: RunListView) => void
  /** The API of this server names the queue of a run, so that column can be offered. */
  withQueue: boolean
  /** Undefined while an export is on its way. */
  onExport: ((format: ExportFormat) => void) | undefined
}

/** Columns and density, remembered for this browser, and the list as a file. */
export function DisplayMenu({ view, onChange, withQueue, onExport }: DisplayMenuProps) {
  const offered = RUN_COLUMNS.filter((column) => !FIXED_COLUMNS.has(column) && (column !== 'queue' || withQueue))
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" aria-label="Columns, density and export">
          <SlidersHorizontal aria-hidden />
          <span className="max-lg:hidden">Display</span>
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
      <MenuSeparator />
      <MenuLabel>Export what matches, up to {formatNumber(EXPORT_LIMIT)} runs</MenuLabel>
      <MenuItem disabled={!onExport} onClick={() => onExport?.('csv')}>
        <Download aria-hidden /> CSV for spreadsheets
      </MenuItem>
      <MenuItem disabled={!onExport} onClick={() => onExport?.('json')}>
        <Download aria-hidden /> JSON with metadata
      </MenuItem>
    </Menu>
  )
}
