'use client'

import dynamic from 'next/dynamic'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useCan } from '@/components/auth/session-user'
import { keepTrying } from '@/components/ui/keep-trying'
import type { RunListView } from '@/lib/runs/run-list-view'
import { FilterBar } from './filter-bar'
import { RunListPanel } from './run-list-panel'
import { RunsToolbar } from './runs-toolbar'
import { SelectionBar } from './selection-bar'
import { useListActions } from './use-list-actions'
import { useRunCursor } from './use-run-cursor'
import { useRunFilter } from './use-run-filter'
import { useRunList } from './use-run-list'
import { useRunListView } from './use-run-list-view'
import { useRunSelection } from './use-run-selection'
import { useRunShortcuts } from './use-run-shortcuts'
import { useUsualDurations } from './usual/use-usual-durations'
import { UsualDurationsProvider } from './usual/usual-context'

const LiveRunsFeed = dynamic(() => keepTrying(() => import('./live-runs-feed')).then((module) => module.LiveRunsFeed), {
  ssr: false,
})
const ConfirmCancel = dynamic(
  () => keepTrying(() => import('./confirm-cancel')).then((module) => module.ConfirmCancel),
  { ssr: false },
)
const ConfirmBulk = dynamic(
  () => keepTrying(() => import('./bulk/confirm-bulk')).then((module) => module.ConfirmBulk),
  {
    ssr: false,
  },
)
const StartRunDialog = dynamic(
  () => keepTrying(() => import('./start-run/start-run-dialog')).then((module) => module.StartRunDialog),
  {
    ssr: false,
  },
)

export function RunsView({ environment, initialView }: { environment: string; initialView: RunListView }) {
  const control = useRunFilter()
  const [paused, setPaused] = useState(false)
  const display = useRunListView(initialView)
  const [starting, setStarting] = useQueryState('start', parseAsString.withOptions({ history: 'push' }))
  const list = useRunList(environment, control.filter, paused)
  const usual = useUsualDurations(environment, list.rows)
  const order = list.rows.map((run) => run.id)
  const selection = useRunSelection(order)
  const cursor = useRunCursor(environment, order)
  const actions = useListActions({ environment, filter: control.filter, list, selection, cursor })
  const mayStart = useCan('runs:trigger')
  const start = () => void setStarting('1')
  useRunShortcuts({
    cursor,
    selection,
    paused,
    togglePaused: () => setPaused(!paused),
    cancel: actions.cancel,
    replay: actions.replay,
  })

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-3 py-3 sm:px-5 sm:py-4">
      <h1 className="sr-only">Runs</h1>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="flex min-h-8 min-w-0 grow items-center sm:basis-64">
          {actions.selected.length > 0 || actions.bulk.running ? (
            <SelectionBar actions={actions} onClear={selection.clear} />
          ) : (
            <FilterBar environment={environment} control={control} rows={list.rows} />
          )}
        </div>
        <RunsToolbar
          environment={environment}
          control={control}
          display={display}
          withQueue={list.rows.some((run) => run.queue !== undefined)}
          paused={paused}
          togglePaused={() => setPaused(!paused)}
          onStart={mayStart ? start : undefined}
        />
      </div>
      <UsualDurationsProvider value={usual}>
        <RunListPanel
          environment={environment}
          control={control}
          list={list}
          view={display.view}
          selection={selection}
          cursor={cursor}
          onStart={start}
        />
      </UsualDurationsProvider>
      {list.live.token !== undefined && (
        <LiveRunsFeed
          key={list.live.connection.attempt}
          environment={environment}
          token={list.live.token}
          refreshToken={list.live.refreshToken}
          onRuns={(runs) => list.feed.publish(runs)}
          onOpen={list.live.onData}
          onLost={list.live.onLost}
        />
      )}
      {actions.canceling && (
        <ConfirmCancel runs={actions.canceling} onClose={actions.closeDialogs} onConfirm={actions.confirmCancel} />
      )}
      {actions.asking && actions.matching.offered && (
        <ConfirmBulk
          command={actions.asking}
          filter={control.filter}
          matching={actions.matching.offered}
          onClose={actions.closeDialogs}
          onConfirm={actions.confirmBulk}
        />
      )}
      {starting !== null && mayStart && (
        <StartRunDialog
          environment={environment}
          taskId={starting === '1' ? null : starting}
          onClose={() => void setStarting(null)}
          // If this read fails, the strip of new runs still offers the run.
          onStarted={() => void list.showArrived().catch(() => {})}
        />
      )}
    </div>
  )
}
