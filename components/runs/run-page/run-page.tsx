'use client'

import { useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { ErrorPanel } from '@/components/layout/error-panel'
import { useReportLiveState } from '@/components/layout/live-state'
import { NotFound } from '@/components/layout/not-found'
import { useShortcut } from '@/components/layout/use-shortcut'
import { keepTrying } from '@/components/ui/keep-trying'
import { AppError } from '@/lib/errors'
import { routes } from '@/lib/routes'
import { isFinished, type RunDetail } from '@/lib/runs/run'
import { listAttempts } from '@/lib/runs/trace/attempts'
import { buildTimeline } from '@/lib/runs/trace/build-timeline'
import { listLogs } from '@/lib/runs/trace/logs'
import type { RunTrace } from '@/lib/runs/trace/trace'
import { Inspector } from './inspector'
import { listCameFrom } from './list-neighbours'
import { Panes } from './panes'
import { QueryFailure } from './query-failure'
import { RunHeader } from './run-header'
import { RunPageSkeleton } from './run-page-skeleton'
import { Timeline } from './timeline'
import { useRunData } from './use-run-data'
import { useRunView } from './use-run-view'

const LiveRunFeed = dynamic(() => keepTrying(() => import('./live-run-feed')).then((module) => module.LiveRunFeed), {
  ssr: false,
})

const NO_TRACE: RunTrace = { items: [], isTruncated: false, isSupported: true }

type RunPageProps = {
  environment: string
  runId: string
  /** The width that the reader gave the timeline, in percent; null for the usual one. */
  split: number | null
}

/** One run: header, timeline and inspector, live until it has ended. */
export function RunPage({ environment, runId, split }: RunPageProps) {
  const [paused, setPaused] = useState(false)
  const { run, detail, trace, live, setLive } = useRunData(environment, runId, paused)
  const finished = run !== undefined && isFinished(run)
  const status = detail.isError ? 'reconnecting' : (live?.status ?? 'live')
  useReportLiveState(
    run === undefined || finished ? null : { status: paused ? 'paused' : status, dataAt: detail.dataUpdatedAt },
  )
  useShortcut('.', () => setPaused(!paused), {
    description: 'Pause or resume live updates',
    group: 'Run',
    enabled: !finished,
  })

  if (run === undefined) {
    if (!detail.isError) return <RunPageSkeleton />
    if (detail.error instanceof AppError && detail.error.code === 'not_found')
      return <UnknownRun environment={environment} runId={runId} />
    return <ErrorPanel error={detail.error} retry={() => void detail.refetch()} />
  }
  return (
    <>
      {!finished && <LiveRunFeed environment={environment} snapshot={run} paused={paused} onChange={setLive} />}
      <LoadedRun environment={environment} run={run} trace={trace} asOfMs={detail.dataUpdatedAt} split={split} />
    </>
  )
}

type LoadedRunProps = {
  environment: string
  run: RunDetail
  trace: ReturnType<typeof useRunData>['trace']
  asOfMs: number
  split: number | null
}

function LoadedRun({ environment, run, trace, asOfMs, split }: LoadedRunProps) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const { view, setView } = useRunView()
  // The list is known to the browser alone: the server and the first paint have none.
  const isClient = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const [cameFrom] = useState(() => (typeof window === 'undefined' ? null : listCameFrom(queryClient, environment)))
  const shown = trace.data ?? NO_TRACE
  // Ten thousand spans: worked out once per change, not at every step of the selection.
  const timeline = useMemo(() => buildTimeline(run, shown), [run, shown])
  const attempts = useMemo(() => listAttempts(run, shown), [run, shown])
  const lines = useMemo(() => listLogs(shown, run.id), [shown, run.id])
  const back = () => {
    if (view.span !== null) void setView({ span: null })
    else router.push((cameFrom?.href ?? routes.runs(environment)) as ReturnType<typeof routes.runs>)
  }
  useShortcut('Escape', back, { description: 'Close the selection, or go back to the list', group: 'Run' })

  return (
    <div className="flex min-h-0 grow flex-col min-[900px]:overflow-hidden">
      <RunHeader environment={environment} run={run} attempts={attempts} cameFrom={isClient ? cameFrom : null} />
      <Panes
        initialPercent={split}
        left={
          <Timeline
            timeline={timeline}
            asOfMs={asOfMs}
            view={view}
            setView={setView}
            note={<TraceNote trace={trace} />}
          />
        }
        right={
          <Inspector
            environment={environment}
            run={run}
            attempts={attempts}
            lines={lines}
            timeline={timeline}
            view={view}
            setView={setView}
          />
        }
      />
    </div>
  )
}

/** Says when there is less to see than there might be; silent when all is well. */
function TraceNote({ trace }: { trace: LoadedRunProps['trace'] }) {
  if (trace.isError) {
    return (
      <div className="p-2">
        <QueryFailure what="trace" query={trace} />
      </div>
    )
  }
  const note = !trace.data
    ? null
    : !trace.data.isSupported
      ? 'This Trigger.dev server gives out no traces, so only the times of the run itself are shown.'
      : trace.data.isTruncated
        ? 'The platform cut this trace: some spans are missing.'
        : null
  return note && <p className="border-line border-b bg-warn-soft px-3 py-1.5 text-13 text-warn">{note}</p>
}

function UnknownRun({ environment, runId }: { environment: string; runId: string }) {
  return (
    <NotFound environment={environment} title="There is no such run">
      <span className="font-mono text-12">{runId.slice(0, 80)}</span> is not known in this environment. The id may be
      cut off, or belong to another environment.
    </NotFound>
  )
}

const never = () => () => {}
