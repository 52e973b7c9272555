'use client'

import { useQuery } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import Link from 'next/link'
import { useCan } from '@/components/auth/session-user'
import { useReportLiveState } from '@/components/layout/live-state'
import { buttonStyle } from '@/components/ui/button'
import { healthOptions } from '@/lib/health/health-options'
import { overviewOptions } from '@/lib/overview/overview-options'
import { routes } from '@/lib/routes'
import { HealthCards } from './health-cards'
import { NothingYet } from './nothing-yet'
import { RunsAtAGlance } from './runs-at-a-glance'
import { RunsPerHour } from './runs-per-hour'
import { Unreadable } from './unreadable'

export function OverviewPanel({ environment }: { environment: string }) {
  const health = useQuery(healthOptions(environment))
  const overview = useQuery(overviewOptions(environment))
  const canStart = useCan('runs:trigger')
  const isLost = health.isError || health.failureCount > 0
  useReportLiveState({
    status: isLost ? 'reconnecting' : 'polling',
    since: isLost ? health.dataUpdatedAt || undefined : undefined,
    dataAt: health.dataUpdatedAt || undefined,
  })

  return (
    <div className="flex flex-col gap-4 p-4 sm:p-5">
      <div className="flex min-h-8 items-center justify-between gap-4">
        <h1 className="font-semibold text-16">Overview</h1>
        {canStart && (
          <Link href={routes.startRun(environment)} className={buttonStyle({ variant: 'primary' })}>
            <Play aria-hidden /> Start a run
          </Link>
        )}
      </div>
      <HealthCards report={health.data} isOld={isLost} />
      {overview.isError && <Unreadable error={overview.error} what="The runs" onRetry={() => overview.refetch()} />}
      {overview.data?.hasRuns === false && <NothingYet environment={environment} canStart={canStart} />}
      {overview.data?.hasRuns !== false && !(overview.isError && !overview.data) && (
        <>
          <RunsAtAGlance environment={environment} overview={overview.data} isOld={overview.isError} />
          <RunsPerHour overview={overview.data} isOld={overview.isError} />
        </>
      )}
    </div>
  )
}
