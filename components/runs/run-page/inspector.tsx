'use client'

import { Tabs } from '@/components/ui/tabs'
import { isFinished, type RunDetail } from '@/lib/runs/run'
import type { Attempt } from '@/lib/runs/trace/attempts'
import type { LogLine } from '@/lib/runs/trace/logs'
import type { Timeline } from '@/lib/runs/trace/timeline'
import {
  AttemptsTab,
  CompareTab,
  DataTab,
  LogsTab,
  MetadataTab,
  RelatedTab,
  SpanPanel,
  useInspectorCode,
} from './inspector-code'
import { OverviewTab } from './overview-tab'
import type { RunTab, RunView, SetRunView } from './use-run-view'

type InspectorProps = {
  environment: string
  run: RunDetail
  attempts: Attempt[]
  lines: LogLine[]
  timeline: Timeline
  view: RunView
  setView: SetRunView
}

/** Everything about the run, or about the row of the timeline that is selected. */
export function Inspector(props: InspectorProps) {
  const { environment, run, attempts, lines, timeline, view, setView } = props
  useInspectorCode()
  const selected = view.span === null ? undefined : timeline.rows.find((row) => row.id === view.span)
  const related = run.relatedRuns.children.length + (run.relatedRuns.parent ? 1 : 0)
  if (selected && selected.depth > 0) {
    return (
      <SpanPanel environment={environment} runId={run.id} row={selected} onClose={() => void setView({ span: null })} />
    )
  }
  const tabs: { value: RunTab; label: React.ReactNode }[] = [
    { value: 'overview', label: 'Overview' },
    { value: 'logs', label: counted('Logs', lines.length) },
    { value: 'data', label: 'Payload & output' },
    { value: 'metadata', label: 'Metadata' },
    { value: 'attempts', label: counted('Attempts', attempts.length) },
    { value: 'related', label: counted('Related', related) },
    { value: 'compare', label: 'Compare' },
  ]
  return (
    <Tabs
      label="About this run"
      tabs={tabs}
      value={view.tab}
      onValueChange={(tab) => void setView({ tab })}
      className="h-full"
    >
      <TabContent {...props} />
    </Tabs>
  )
}

function TabContent({ environment, run, attempts, lines, timeline, view, setView }: InspectorProps) {
  const selectSpan = (id: string) => void setView({ span: id })
  switch (view.tab) {
    case 'overview':
      return <OverviewTab environment={environment} run={run} attempts={attempts} />
    case 'logs':
      return (
        <LogsTab runId={run.id} lines={lines} isLive={!isFinished(run)} selectedId={view.span} onSelect={selectSpan} />
      )
    case 'data':
      return <DataTab environment={environment} run={run} />
    case 'metadata':
      return <MetadataTab run={run} />
    case 'attempts':
      return <AttemptsTab attempts={attempts} onSelectSpan={selectSpan} />
    case 'related':
      return <RelatedTab environment={environment} run={run} />
    case 'compare':
      return (
        <CompareTab
          environment={environment}
          run={run}
          timeline={timeline}
          otherId={view.with}
          onOther={(id) => void setView({ with: id })}
        />
      )
  }
}

function counted(name: string, count: number) {
  if (count === 0) return name
  return (
    <>
      {name} <span className="text-faint tabular-nums">{count > 9_999 ? '9,999+' : count.toLocaleString('en')}</span>
    </>
  )
}
