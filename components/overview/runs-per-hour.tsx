'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTimeFormat } from '@/components/layout/time-format'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import { keepTrying } from '@/components/ui/keep-trying'
import { Skeleton } from '@/components/ui/skeleton'
import type { Overview } from '@/lib/overview/overview'
import { hourLabel } from './hour-label'
import { RunsPerHourTable } from './runs-per-hour-table'

const Chart = dynamic(
  () => keepTrying(() => import('./runs-per-hour-chart')).then((module) => module.RunsPerHourChart),
  {
    ssr: false,
    loading: () => <Skeleton className="h-[220px] w-full" />,
  },
)

/** The chart comes after the page, into a box of its final size; the table is what a screen reader gets. */
export function RunsPerHour({ overview, isOld }: { overview: Overview | undefined; isOld: boolean }) {
  const [asTable, setAsTable] = useState(false)
  const { timeZone } = useTimeFormat()
  const hours = overview?.hours.map((hour) => ({ ...hour, label: hourLabel(hour.start, timeZone) }))
  return (
    <Card className={classNames('px-4 py-3', isOld && 'opacity-60')}>
      <div className="mb-2 flex items-center justify-between gap-4">
        <h2 className="font-medium text-13">
          Runs per hour, by outcome <span className="font-normal text-muted">· times in {timeZone}</span>
        </h2>
        <Button size="sm" variant="ghost" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as a chart' : 'Show as a table'}
        </Button>
      </div>
      <div className="h-[220px]">
        {!hours && <Skeleton className="h-full w-full" />}
        {hours && !asTable && (
          <div aria-hidden className="h-full">
            <Chart hours={hours} />
          </div>
        )}
        {hours && <RunsPerHourTable hours={hours} visible={asTable} />}
      </div>
    </Card>
  )
}
