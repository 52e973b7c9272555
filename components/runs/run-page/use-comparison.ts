'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { runOptions } from '@/lib/runs/run-options'
import { buildTimeline } from '@/lib/runs/trace/build-timeline'
import { lastGoodRunOptions, runTraceOptions } from '@/lib/runs/trace/trace-options'

/** The run to compare with: the one that was named, else the last good one of the task. Only read while it is shown. */
export function useComparison(environment: string, runId: string, named: string | null) {
  const lastGood = useQuery({ ...lastGoodRunOptions(environment, runId), enabled: named === null })
  const otherId = named ?? lastGood.data?.run?.id ?? null
  const other = useQuery({ ...runOptions(environment, otherId ?? ''), enabled: otherId !== null })
  const trace = useQuery({ ...runTraceOptions(environment, otherId ?? ''), enabled: otherId !== null })
  const timeline = useMemo(
    () => (other.data && trace.data ? buildTimeline(other.data, trace.data) : null),
    [other.data, trace.data],
  )
  return { lastGood, otherId, other, trace, timeline }
}
