'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useNow } from '@/components/layout/use-now'
import { LiveDuration } from '@/components/runs/live-duration'
import { RunId } from '@/components/runs/run-id'
import { RunProgress } from '@/components/runs/run-progress'
import { RunStatusLabel } from '@/components/runs/run-status-label'
import { Badge } from '@/components/ui/badge'
import { formatDuration } from '@/lib/format/duration'
import { routes } from '@/lib/routes'
import { isFinished, type RunDetail } from '@/lib/runs/run'
import { statusFacts } from '@/lib/runs/run-status'
import type { Attempt } from '@/lib/runs/trace/attempts'
import { ErrorBlock } from './error-block'
import { Fact, Facts } from './facts'
import { Moment } from './moment'

type OverviewTabProps = { environment: string; run: RunDetail; attempts: Attempt[] }

export function OverviewTab({ environment, run, attempts }: OverviewTabProps) {
  const error = run.error
  // Between two attempts the run has no error of its own yet; the last one that failed is what people ask for.
  const lastFailure = error || isFinished(run) ? undefined : attempts.find((attempt) => attempt.error)
  return (
    <div className="flex flex-col gap-4 p-4">
      {error && <ErrorBlock name={error.name ?? null} message={error.message} stack={error.stackTrace ?? null} />}
      {lastFailure?.error && (
        <div className="flex flex-col gap-1">
          <p className="text-13 text-muted">Attempt {lastFailure.number} failed with</p>
          <ErrorBlock
            name={lastFailure.error.name}
            message={lastFailure.error.message}
            stack={lastFailure.error.stack}
          />
        </div>
      )}
      <RunProgress run={run} wide className="text-13" />
      <Facts>
        <Fact name="Status">
          <RunStatusLabel status={run.status} />
          <p className="mt-0.5 text-12 text-muted">{statusFacts(run.status).meaning}</p>
        </Fact>
        <Fact name="Run id">
          <RunId id={run.id} full />
        </Fact>
        <Fact name="Task">{run.taskId}</Fact>
        <Fact name="Duration">
          <LiveDuration run={run} className="tabular-nums" />
        </Fact>
        <QueueWait run={run} />
        <Fact name="Compute">
          <span className="tabular-nums">{formatDuration(run.durationMs)}</span>
        </Fact>
        <Fact name="Attempts">{run.attemptCount}</Fact>
      </Facts>
      <TimeFacts run={run} />
      <Facts>
        <Optional name="Queue" value={run.queue} />
        <Optional name="Version" value={run.version} />
        <Optional name="Time to live" value={run.ttl} />
        <Optional name="Idempotency key" value={run.idempotencyKey} />
        <Optional name="Batch" value={run.batchId} />
        <Fact name="Tags">
          {run.tags.length === 0 ? (
            '—'
          ) : (
            <span className="flex flex-wrap gap-1">
              {run.tags.map((tag) => (
                <Badge key={tag} title={tag}>
                  {tag}
                </Badge>
              ))}
            </span>
          )}
        </Fact>
        <Fact name="Test run">{run.isTest ? 'Yes' : 'No'}</Fact>
        {run.relatedRuns.parent && (
          <Fact name="Started by">
            <Link href={routes.run(environment, run.relatedRuns.parent.id)} className="text-accent underline">
              {run.relatedRuns.parent.taskId}
            </Link>
          </Fact>
        )}
      </Facts>
    </div>
  )
}

function TimeFacts({ run }: { run: RunDetail }) {
  return (
    <Facts>
      <Fact name="Created">
        <Moment date={run.createdAt} />
      </Fact>
      {run.delayedUntil && (
        <Fact name="Delayed until">
          <Moment date={run.delayedUntil} />
        </Fact>
      )}
      <Fact name="Started">
        <Moment date={run.startedAt} />
      </Fact>
      <Fact name="Finished">
        <Moment date={run.finishedAt} />
      </Fact>
      {run.expiredAt && (
        <Fact name="Expired">
          <Moment date={run.expiredAt} />
        </Fact>
      )}
      <Fact name="Last change">
        <Moment date={run.updatedAt} />
      </Fact>
    </Facts>
  )
}

function QueueWait({ run }: { run: RunDetail }) {
  const isWaiting = run.startedAt === undefined && !isFinished(run)
  const now = useNow(isWaiting)
  const from = Math.max(run.createdAt.getTime(), Math.min(run.delayedUntil?.getTime() ?? 0, now.getTime()))
  const until = run.startedAt ?? run.finishedAt ?? (isWaiting ? now : run.updatedAt)
  return (
    <Fact name="Waited in queue">
      <span className="tabular-nums" suppressHydrationWarning>
        {formatDuration(until.getTime() - from, { ticking: isWaiting })}
      </span>
    </Fact>
  )
}

function Optional({ name, value }: { name: string; value: ReactNode }) {
  return value === undefined ? null : <Fact name={name}>{value}</Fact>
}
