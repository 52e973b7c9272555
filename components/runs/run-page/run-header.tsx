'use client'

import { ChevronDown, ChevronUp, FlaskConical } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useShortcut } from '@/components/layout/use-shortcut'
import { LiveDuration } from '@/components/runs/live-duration'
import { RunId } from '@/components/runs/run-id'
import { RunProgress } from '@/components/runs/run-progress'
import { RunStatusLabel } from '@/components/runs/run-status-label'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/icon-button'
import { routes } from '@/lib/routes'
import { isFinished, type RunDetail } from '@/lib/runs/run'
import type { Attempt } from '@/lib/runs/trace/attempts'
import { type CameFrom, neighboursOf } from './list-neighbours'
import { RunActions } from './run-actions'

/** More would push the actions away; the rest is in the overview. */
const MOST_TAGS = 4

type RunHeaderProps = { environment: string; run: RunDetail; attempts: Attempt[]; cameFrom: CameFrom | null }

export function RunHeader({ environment, run, attempts, cameFrom }: RunHeaderProps) {
  const attempt = Math.max(run.attemptCount, attempts[0]?.number ?? 0)
  return (
    <header className="flex shrink-0 flex-col gap-1.5 px-4 pt-3 pb-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Breadcrumb environment={environment} run={run} cameFrom={cameFrom} />
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 text-13">
          <RunId id={run.id} />
          <RunStatusLabel status={run.status} />
          <LiveDuration run={run} className="tabular-nums" />
        </div>
        <div className="ml-auto flex flex-wrap items-center gap-1.5 max-sm:ml-0 max-sm:w-full">
          <Neighbours environment={environment} runId={run.id} cameFrom={cameFrom} />
          <RunActions environment={environment} run={run} />
        </div>
      </div>
      {/* One line in every state, so that nothing below it jumps when the bar comes and goes. */}
      <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-12 text-muted">
        <HeaderFacts run={run} attempt={attempt} />
        {!isFinished(run) && <RunProgress run={run} wide className="min-w-48 max-w-xl grow text-13 text-text" />}
      </div>
    </header>
  )
}

function HeaderFacts({ run, attempt }: { run: RunDetail; attempt: number }) {
  return (
    <>
      <span className="tabular-nums">{attempt === 0 ? 'not started' : `attempt ${attempt}`}</span>
      {run.version && <span className="tabular-nums">version {run.version}</span>}
      {run.isTest && (
        <Badge tone="waiting">
          <FlaskConical aria-hidden className="size-3" />
          Test
        </Badge>
      )}
      {run.tags.slice(0, MOST_TAGS).map((tag) => (
        <Badge key={tag} title={tag} className="max-w-48">
          {tag}
        </Badge>
      ))}
      {run.tags.length > MOST_TAGS && <span>+{run.tags.length - MOST_TAGS}</span>}
    </>
  )
}

function Breadcrumb({ environment, run, cameFrom }: Omit<RunHeaderProps, 'attempts'>) {
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-2">
      <Link
        href={(cameFrom?.href ?? routes.runs(environment)) as ReturnType<typeof routes.runs>}
        className="text-13 text-muted hover:text-text"
      >
        Runs
      </Link>
      <span aria-hidden className="text-faint">
        /
      </span>
      <h1 className="truncate font-semibold text-16" title={run.taskId}>
        {run.taskId}
      </h1>
    </nav>
  )
}

function Neighbours({
  environment,
  runId,
  cameFrom,
}: {
  environment: string
  runId: string
  cameFrom: CameFrom | null
}) {
  const router = useRouter()
  const { previous, next } = neighboursOf(cameFrom, runId)
  const open = (id: string | null) => id !== null && router.push(routes.run(environment, id))
  useShortcut('[', () => open(previous), {
    description: 'Previous run of the list',
    group: 'Run',
    enabled: previous !== null,
  })
  useShortcut(']', () => open(next), { description: 'Next run of the list', group: 'Run', enabled: next !== null })
  if (previous === null && next === null) return null
  return (
    <div className="flex">
      <IconButton
        label="Previous run of the list"
        shortcut="["
        disabled={previous === null}
        onClick={() => open(previous)}
      >
        <ChevronUp />
      </IconButton>
      <IconButton label="Next run of the list" shortcut="]" disabled={next === null} onClick={() => open(next)}>
        <ChevronDown />
      </IconButton>
    </div>
  )
}
