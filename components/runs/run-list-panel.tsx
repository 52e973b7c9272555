'use client'

import { useEffect, useEffectEvent } from 'react'
import { isEmptyFilter } from '@/lib/runs/run-filter'
import type { RunListView } from '@/lib/runs/run-list-view'
import { NewRunsBar } from './new-runs-bar'
import { RunCards } from './run-cards'
import { RunListEmpty } from './run-list-empty'
import { RunListError } from './run-list-error'
import { RunListFooter } from './run-list-footer'
import { RunListSkeleton } from './run-list-skeleton'
import { RunTable } from './run-table'
import { useIsPhone } from './use-is-phone'
import type { RunCursor } from './use-run-cursor'
import type { RunFilterControl } from './use-run-filter'
import type { RunList } from './use-run-list'
import type { RunSelection } from './use-run-selection'

interface RunListPanelProps {
  environment: string
  control: RunFilterControl
  list: RunList
  view: RunListView
  selection: RunSelection
  cursor: RunCursor
  onStart: () => void
}

/** Whatever the list has to show takes the same place: rows, their skeleton, why there are none, what went wrong. */
export function RunListPanel(props: RunListPanelProps) {
  const { list } = props
  const { query, rows, arrived } = list
  const isPhone = useIsPhone()
  // An empty list has no row that could be moved, so what arrives is shown without being asked for.
  const showFirst = useEffectEvent(() => void list.showArrived().catch(() => {}))
  const firstArrived = list.recovered || (query.isSuccess && rows.length === 0 && arrived.length > 0)
  useEffect(() => {
    if (firstArrived) showFirst()
  }, [firstArrived])

  return (
    <section
      aria-label="Runs"
      aria-busy={query.isPending}
      className="flex min-h-80 flex-1 flex-col overflow-hidden rounded-md border bg-panel"
    >
      {rows.length > 0 && (
        <NewRunsBar
          arrived={arrived.length}
          loaded={rows.length}
          hasMore={query.hasNextPage}
          onShow={list.showArrived}
        />
      )}
      <div className="min-h-0 flex-1">
        <PanelBody {...props} isPhone={isPhone} />
      </div>
    </section>
  )
}

function PanelBody({ isPhone, ...props }: RunListPanelProps & { isPhone: boolean }) {
  const { environment, control, list, selection } = props
  const { query, rows } = list
  if (query.isPending) return <RunListSkeleton />
  if (rows.length === 0 && query.isError) {
    return <RunListError error={query.error} onRetry={() => void query.refetch()} />
  }
  if (rows.length === 0) {
    return (
      <RunListEmpty
        filtered={!isEmptyFilter(control.filter)}
        onFurther={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
        busy={query.isFetchingNextPage}
        onClear={control.clear}
        onStart={props.onStart}
      />
    )
  }
  const loadMore = () => {
    if (!query.isFetchingNextPage && !query.isFetchNextPageError) void query.fetchNextPage()
  }
  const shared = {
    environment,
    rows,
    selection,
    hasMore: query.hasNextPage,
    loadMore,
    footer: (
      <RunListFooter
        loading={query.isFetchingNextPage}
        error={query.isFetchNextPageError ? query.error : null}
        hasMore={query.hasNextPage}
        onRetry={() => void query.fetchNextPage()}
      />
    ),
  }
  if (isPhone) return <RunCards {...shared} />
  return (
    <div className="h-full max-sm:hidden">
      <RunTable {...shared} view={props.view} cursor={props.cursor} />
    </div>
  )
}
