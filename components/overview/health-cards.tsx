'use client'

import { Cpu, Database, type LucideIcon, Server } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import { Skeleton } from '@/components/ui/skeleton'
import { formatCount } from '@/lib/format/number'
import type { HealthReport } from '@/lib/health/health'
import { HealthLabel } from './health-label'
import { IndexErrorNote } from './index-error-note'
import { Since } from './since'

/** Platform, worker, database. Old answers are dimmed, not hidden. */
export function HealthCards({ report, isOld }: { report: HealthReport | undefined; isOld: boolean }) {
  return (
    <section aria-label="Health" className={classNames('grid gap-3 md:grid-cols-3', isOld && 'opacity-60')}>
      <HealthCard name="Platform" icon={Server} part={report?.platform}>
        {report && `${report.platform.host}${inMs(report.platform.answeredInMs)}`}
      </HealthCard>
      <HealthCard name="Worker" icon={Cpu} part={report?.worker}>
        {report && workerLine(report.worker)}
      </HealthCard>
      <HealthCard name="Database" icon={Database} part={report?.database}>
        {report && `Postgres${inMs(report.database.answeredInMs)}`}
      </HealthCard>
      {report?.worker.indexError && <IndexErrorNote error={report.worker.indexError} />}
    </section>
  )
}

type HealthCardProps = {
  name: string
  icon: LucideIcon
  part: HealthReport['platform' | 'worker' | 'database'] | undefined
  children: ReactNode
}

function HealthCard({ name, icon: Icon, part, children }: HealthCardProps) {
  return (
    <Card className="flex min-h-[92px] flex-col gap-1 px-4 py-3">
      <div className="flex items-center gap-2">
        <Icon aria-hidden className="size-4 text-muted" />
        <h2 className="font-medium text-13">{name}</h2>
        <span className="ml-auto">
          {part ? <HealthLabel status={part.status} /> : <Skeleton className="h-4 w-14" />}
        </span>
      </div>
      {part ? (
        <>
          <p className="truncate text-13 text-muted tabular-nums">{children}</p>
          <p className="text-12 text-muted">{part.problem ?? <Since date={part.since} />}</p>
        </>
      ) : (
        <>
          <Skeleton className="mt-0.5 h-4 w-40" />
          <Skeleton className="mt-1 h-4 w-24" />
        </>
      )}
    </Card>
  )
}

const inMs = (ms: number | undefined) => (ms === undefined ? '' : ` · answers in ${ms} ms`)

function workerLine({ managed, currentVersion, runningRuns, connected }: HealthReport['worker']): string {
  if (managed) return 'Managed by Trigger.dev'
  const facts = [
    connected !== undefined && connected > 1 && `${connected} processes`,
    currentVersion && `version ${currentVersion}`,
    runningRuns !== undefined && `${formatCount(runningRuns, 'run')} at work`,
  ]
  return facts.filter(Boolean).join(' · ') || '—'
}
