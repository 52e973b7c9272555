import Link from 'next/link'
import { RunStatusLabel } from '@/components/runs/run-status-label'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import { Skeleton } from '@/components/ui/skeleton'
import { formatNumber } from '@/lib/format/number'
import type { Overview } from '@/lib/overview/overview'
import { OVERVIEW_BOUND } from '@/lib/overview/overview-bound'
import { routes } from '@/lib/routes'
import { EMPTY_RUN_FILTER, serializeRunFilter } from '@/lib/runs/run-filter'
import { isRunStatus } from '@/lib/runs/run-status'

type RunsAtAGlanceProps = { environment: string; overview: Overview | undefined; isOld: boolean }

/** How many runs of the last day are in which status; each leads to those runs. */
export function RunsAtAGlance({ environment, overview, isOld }: RunsAtAGlanceProps) {
  return (
    <Card className={classNames('px-4 py-3', isOld && 'opacity-60')}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-medium text-13">Runs of the last 24 hours</h2>
        {overview ? (
          <p className="text-12 text-muted">{boundText(overview)}</p>
        ) : (
          <Skeleton className="h-[18px] w-32" />
        )}
      </div>
      <ul className="mt-3 grid min-h-12 grid-cols-[repeat(auto-fill,minmax(116px,1fr))] gap-x-3 gap-y-2">
        {overview?.statuses.map(({ status, count }) => (
          <li key={status}>
            <StatusCount environment={environment} status={status} count={count} />
          </li>
        ))}
        {overview?.counted === 0 && <li className="text-13 text-muted">None.</li>}
      </ul>
    </Card>
  )
}

function StatusCount({ environment, status, count }: { environment: string; status: string; count: number }) {
  const body = (
    <>
      <span className="block font-semibold text-20 tabular-nums">{formatNumber(count)}</span>
      <RunStatusLabel status={status} className="text-12" />
    </>
  )
  if (!isRunStatus(status)) return <div className="px-2 py-1">{body}</div>
  const query = serializeRunFilter({ ...EMPTY_RUN_FILTER, status: [status], period: '1d' })
  return (
    <Link href={routes.runs(environment, query)} className="-mx-2 block rounded-md px-2 py-1 hover:bg-raised">
      {body}
    </Link>
  )
}

function boundText({ counted, isCapped }: Overview): string {
  if (isCapped) return `The newest ${formatNumber(OVERVIEW_BOUND)} runs; there are more`
  return counted === 1 ? '1 run in all' : `${formatNumber(counted)} runs in all`
}
