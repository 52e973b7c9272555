'use client'

import { useState } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { AppError } from '@/lib/errors'
import type { RunDetail } from '@/lib/runs/run'
import type { Timeline } from '@/lib/runs/trace/timeline'
import { CompareData } from './compare-data'
import { CompareFacts } from './compare-facts'
import { CompareSteps } from './compare-steps'
import { CompareWith } from './compare-with'
import { QueryFailure } from './query-failure'
import { useComparison } from './use-comparison'

type CompareTabProps = {
  environment: string
  run: RunDetail
  timeline: Timeline
  /** The run that was named; null means the last good one of the task. */
  otherId: string | null
  onOther: (id: string | null) => void
}

/** This run beside another one: what took longer, what it was given, what it gave. */
export function CompareTab({ environment, run, timeline, otherId: named, onOther }: CompareTabProps) {
  const { lastGood, otherId, other, trace, timeline: theirs } = useComparison(environment, run.id, named)
  const [all, setAll] = useState(false)
  const isMissing = other.error instanceof AppError && other.error.code === 'not_found'
  return (
    <div className="flex flex-col gap-5 p-4">
      <CompareWith
        environment={environment}
        run={run}
        other={other.data}
        named={named}
        isSelf={otherId === run.id}
        all={all}
        onAll={setAll}
        onOther={onOther}
      />
      {lastGood.isError && <QueryFailure what="last good run" query={lastGood} />}
      {named === null && lastGood.data?.run === null && <NoGoodRun taskId={run.taskId} />}
      {isMissing && (
        <p role="alert" className="text-13 text-bad">
          There is no run <span className="font-mono text-12">{named?.slice(0, 80)}</span> in this environment. Check
          the id, or go back to the last good run.
        </p>
      )}
      {other.isError && !isMissing && <QueryFailure what="other run" query={other} />}
      {other.data ? (
        <>
          <CompareFacts run={run} other={other.data} all={all} />
          {trace.isError && <QueryFailure what="trace of the other run" query={trace} />}
          {theirs && <CompareSteps mine={timeline} theirs={theirs} all={all} />}
          {trace.isPending && <Skeleton className="h-24 w-full" />}
          <CompareData environment={environment} run={run} other={other.data} all={all} />
        </>
      ) : (
        (lastGood.isLoading || other.isLoading) && <Skeleton className="h-64 w-full" />
      )}
    </div>
  )
}

function NoGoodRun({ taskId }: { taskId: string }) {
  return (
    <p className="text-13 text-muted">
      No other run of <span className="font-medium text-text">{taskId}</span> has completed, so there is no good run to
      compare this one with. A run of another task, or one that failed, can be named by its id.
    </p>
  )
}
