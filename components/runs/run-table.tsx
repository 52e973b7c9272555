'use client'

import { useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import type { ShownRun } from '@/lib/runs/merge-live-runs'
import { RUN_COLUMNS, type RunListView } from '@/lib/runs/run-list-view'
import { COLUMN_WIDTHS, runColumns, runTableFeatures } from './run-columns'
import { RunTableRow } from './run-table-row'
import type { RunCursor } from './use-run-cursor'
import type { RunSelection } from './use-run-selection'

const ROW_HEIGHT = { comfortable: 36, compact: 28 }
/** Rows drawn on the server and before the height of the window is known. */
const FIRST_RECT = { width: 1_200, height: 900 }
const LOAD_AHEAD_ROWS = 15

interface RunTableProps {
  environment: string
  rows: ShownRun[]
  view: RunListView
  selection: RunSelection
  cursor: RunCursor
  hasMore: boolean
  loadMore: () => void
  /** What stands below the last row: the state of loading more. */
  footer: ReactNode
}

/** A real table of which only the rows in sight exist; the rest is two rows of empty space. */
export function RunTable(props: RunTableProps) {
  const { environment, rows, view, selection, cursor, hasMore, loadMore } = props
  const columns = useMemo(() => runColumns(environment), [environment])
  const withQueue = rows.some((run) => run.queue !== undefined)
  const visible = (column: (typeof RUN_COLUMNS)[number]) =>
    !view.hidden.includes(column) && (column !== 'queue' || withQueue)
  const table = useTable({
    features: runTableFeatures,
    columns,
    data: rows,
    getRowId: (run) => run.id,
    state: { columnVisibility: Object.fromEntries(RUN_COLUMNS.map((column) => [column, visible(column)])) },
  })
  const tableRows = table.getRowModel().rows
  const scroller = useRef<HTMLDivElement>(null)
  const height = view.compact ? ROW_HEIGHT.compact : ROW_HEIGHT.comfortable
  const virtual = useVirtualizer({
    count: tableRows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => tableRows[index]?.id ?? index,
    overscan: 8,
    initialRect: FIRST_RECT,
    scrollPaddingStart: 36,
  })
  useEffect(() => virtual.measure(), [virtual, height])
  useEffect(() => cursor.onMove((index) => virtual.scrollToIndex(index, { align: 'auto' })), [cursor, virtual])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? -1
  useEffect(() => {
    if (hasMore && last >= rows.length - LOAD_AHEAD_ROWS) loadMore()
  }, [hasMore, last, rows.length, loadMore])
  const before = items[0]?.start ?? 0
  const after = Math.max(0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0))
  const chosen = selection.ids.size
  const columnCount = table.getVisibleLeafColumns().length + 1

  return (
    <div ref={scroller} className="relative h-full overflow-auto overscroll-contain [overflow-anchor:none]">
      <table
        aria-label="Runs"
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        className="w-full min-w-[740px] table-fixed border-separate border-spacing-0 text-13"
      >
        <colgroup>
          <col style={{ width: '40px' }} />
          {table.getVisibleLeafColumns().map((column) => (
            <col key={column.id} style={{ width: COLUMN_WIDTHS[column.id as keyof typeof COLUMN_WIDTHS] }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="sticky top-0 z-10 h-9 border-b bg-panel pl-3 text-left">
              <Checkbox
                aria-label={chosen > 0 ? `Clear the selection of ${chosen}` : 'Select all loaded runs'}
                checked={chosen > 0 && chosen === rows.length}
                indeterminate={chosen > 0 && chosen < rows.length}
                onCheckedChange={() => selection.setAll(chosen === 0)}
              />
            </th>
            {table.getHeaderGroups().flatMap((group) =>
              group.headers.map((header) => (
                <th
                  key={header.id}
                  scope="col"
                  className="sticky top-0 z-10 h-9 truncate border-b bg-panel px-2 text-left font-medium text-12 text-muted"
                >
                  <table.FlexRender header={header} />
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          <Space height={before} columns={columnCount} />
          {items.map((item) => {
            const row = tableRows[item.index]
            return (
              row && (
                <RunTableRow
                  key={row.id}
                  run={row.original}
                  index={item.index}
                  height={height}
                  selected={selection.ids.has(row.id)}
                  active={cursor.activeId === row.id}
                  onToggle={selection.toggle}
                  cursor={cursor}
                >
                  {row.getVisibleCells().map((cell) => (
                    <td key={cell.id} className="overflow-hidden border-b px-2">
                      <table.FlexRender cell={cell} />
                    </td>
                  ))}
                </RunTableRow>
              )
            )
          })}
          <Space height={after} columns={columnCount} />
        </tbody>
      </table>
      {props.footer}
    </div>
  )
}

/** Stands for the rows that are out of sight. */
function Space({ height, columns }: { height: number; columns: number }) {
  if (height === 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={columns} className="p-0" style={{ height }} />
    </tr>
  )
}
