'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Pause, Play } from 'lucide-react'
import dynamic from 'next/dynamic'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useCan } from '@/components/auth/session-user'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { keepTrying } from '@/components/ui/keep-trying'
import { isFinished, type RunRow } from '@/lib/runs/run'
import { runKeys } from '@/lib/runs/run-keys'
import type { RunListView } from '@/lib/runs/run-list-view'
import { BulkBar } from './bulk-bar'
import { FilterBar } from './filter-bar'
import { RunListPanel } from './run-list-panel'
import { useRunCommands } from './use-run-commands'
import { useRunCursor } from './use-run-cursor'
import { useRunFilter } from './use-run-filter'
import { useRunList } from './use-run-list'
import { useRunListView } from './use-run-list-view'
import { useRunSelection } from './use-run-selection'
import { useRunShortcuts } from './use-run-shortcuts'
import { ViewMenu } from './view-menu'

const LiveRunsFeed = dynamic(() => keepTrying(() => import('./live-runs-feed')).then((module) => module.LiveRunsFeed), {
  ssr: false,
})
const ConfirmCancel = dynamic(
  () => keepTrying(() => import('./confirm-cancel')).then((module) => module.ConfirmCancel),
  { ssr: false },
)
const StartRunDialog = dynamic(
  () => keepTrying(() => import('./start-run/start-run-dialog')).then((module) => module.StartRunDialog),
  {
    ssr: false,
  },
)

export function RunsView({ environment, initialView }: { environment: string; initialView: RunListView }) {
  const queryClient = useQueryClient()
  const control = useRunFilter()
  const [paused, setPaused] = useState(false)
  const [view, setView] = useRunListView(initialView)
  const [starting, setStarting] = useQueryState('start', parseAsString.withOptions({ history: 'push' }))
  const [canceling, setCanceling] = useState<RunRow[] | null>(null)
  const list = useRunList(environment, control.filter, paused)
  const order = list.rows.map((run) => run.id)
  const selection = useRunSelection(order)
  const cursor = useRunCursor(environment, order)
  const commands = useRunCommands({
    environment,
    onOutcome: (failedIds) => {
      selection.keepOnly(failedIds)
      void queryClient.invalidateQueries({ queryKey: runKeys.poll(environment, control.filter) })
    },
  })
  const selected = list.rows.filter((run) => selection.ids.has(run.id))
  const targets = selected.length > 0 ? selected : list.rows.filter((run) => run.id === cursor.activeId)
  const open = targets.filter((run) => !isFinished(run))
  const finished = targets.filter(isFinished)
  const mayCancel = useCan('runs:cancel')
  const mayReplay = useCan('runs:replay')
  const mayStart = useCan('runs:trigger')
  const start = () => void setStarting('1')
  const askCancel = () => setCanceling(open)
  const replay = () => void commands.replay(finished.map((run) => run.id))
  useRunShortcuts({
    cursor,
    selection,
    paused,
    togglePaused: () => setPaused(!paused),
    cancel: mayCancel && open.length > 0 ? askCancel : undefined,
    replay: mayReplay && finished.length > 0 ? replay : undefined,
  })

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-3 py-3 sm:px-5 sm:py-4">
      <h1 className="sr-only">Runs</h1>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="flex min-h-8 min-w-0 grow basis-64 items-center">
          {selected.length > 0 ? (
            <BulkBar
              selected={selected}
              busy={commands.busy}
              onCancel={askCancel}
              onReplay={replay}
              onClear={selection.clear}
            />
          ) : (
            <FilterBar environment={environment} control={control} rows={list.rows} />
          )}
        </div>
        <div className="ml-auto flex items-center gap-1">
          <IconButton
            label={paused ? 'Resume live updates' : 'Pause live updates'}
            shortcut="."
            aria-pressed={paused}
            onClick={() => setPaused(!paused)}
          >
            {paused ? <Play /> : <Pause />}
          </IconButton>
          <ViewMenu view={view} onChange={setView} withQueue={list.rows.some((run) => run.queue !== undefined)} />
          {mayStart && (
            <Button variant="primary" onClick={start}>
              Start a run
            </Button>
          )}
        </div>
      </div>
      <RunListPanel
        environment={environment}
        control={control}
        list={list}
        view={view}
        selection={selection}
        cursor={cursor}
        onStart={start}
      />
      {list.live.token !== undefined && (
        <LiveRunsFeed
          key={list.live.connection.attempt}
          environment={environment}
          token={list.live.token}
          refreshToken={list.live.refreshToken}
          onRuns={(runs) => {
            list.feed.publish(runs)
            list.live.onData()
          }}
          onLost={list.live.onLost}
        />
      )}
      {canceling && (
        <ConfirmCancel
          runs={canceling}
          onClose={() => setCanceling(null)}
          onConfirm={() => void commands.cancel(canceling.map((run) => run.id))}
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
