'use client'

import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs'
import { isFinished, type RunDetail } from '@/lib/runs/run'
import { listAttempts } from '@/lib/runs/trace/attempts'
import { listLogs } from '@/lib/runs/trace/logs'
import type { Timeline } from '@/lib/runs/trace/timeline'
import type { RunTrace } from '@/lib/runs/trace/trace'
import { AttemptsTab } from './attempts-tab'
import { DataTab } from './data-tab'
import { LogsTab } from './logs-tab'
import { MetadataTab } from './metadata-tab'
import { OverviewTab } from './overview-tab'
import { RelatedTab } from './related-tab'
import { SpanPanel } from './span-panel'
import type { RunTab, RunView, SetRunView } from './use-run-view'

type InspectorProps = {
  environment: string
  run: RunDetail
  trace: RunTrace
  timeline: Timeline
  view: RunView
  setView: SetRunView
}

/** Everything about the run, or about the row of the timeline that is selected. */
export function Inspector({ environment, run, trace, timeline, view, setView }: InspectorProps) {
  const selected = view.span === null ? undefined : timeline.rows.find((row) => row.id === view.span)
  const attempts = listAttempts(run, trace)
  const lines = listLogs(trace, run.id)
  const related = run.relatedRuns.children.length + (run.relatedRuns.parent ? 1 : 0)
  const selectSpan = (id: string) => void setView({ span: id })
  // In the log list a selected line stays in its list: reading goes on around it.
  if (selected && selected.depth > 0) {
    return (
      <SpanPanel environment={environment} runId={run.id} row={selected} onClose={() => void setView({ span: null })} />
    )
  }
  return (
    <Tabs
      value={view.tab}
      onValueChange={(tab) => void setView({ tab: tab as RunTab })}
      className="flex h-full min-h-0 flex-col"
    >
      <TabList className="shrink-0">
        <Tab value="overview">Overview</Tab>
        <Tab value="logs">
          Logs <Count of={lines.length} />
        </Tab>
        <Tab value="data">Payload & output</Tab>
        <Tab value="metadata">Metadata</Tab>
        <Tab value="attempts">
          Attempts <Count of={attempts.length} />
        </Tab>
        <Tab value="related">
          Related <Count of={related} />
        </Tab>
      </TabList>
      <Panel value="overview">
        <OverviewTab environment={environment} run={run} attempts={attempts} />
      </Panel>
      <TabPanel value="logs" className="min-h-0 grow">
        <LogsTab runId={run.id} lines={lines} isLive={!isFinished(run)} selectedId={view.span} onSelect={selectSpan} />
      </TabPanel>
      <Panel value="data">
        <DataTab environment={environment} run={run} />
      </Panel>
      <Panel value="metadata">
        <MetadataTab run={run} />
      </Panel>
      <Panel value="attempts">
        <AttemptsTab attempts={attempts} onSelectSpan={selectSpan} />
      </Panel>
      <Panel value="related">
        <RelatedTab environment={environment} run={run} />
      </Panel>
    </Tabs>
  )
}

function Panel({ value, children }: { value: RunTab; children: React.ReactNode }) {
  return (
    <TabPanel value={value} className="min-h-0 grow overflow-y-auto">
      {children}
    </TabPanel>
  )
}

function Count({ of }: { of: number }) {
  return of === 0 ? null : <span className="text-faint tabular-nums">{of > 9_999 ? '9,999+' : of}</span>
}
