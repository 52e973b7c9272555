'use client'

import { columnVisibilityFeature, createColumnHelper, tableFeatures } from '@tanstack/react-table'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { routes } from '@/lib/routes'
import type { ShownRun } from '@/lib/runs/merge-live-runs'
import { COLUMN_LABELS, type RunColumn } from '@/lib/runs/run-list-view'
import { LiveDuration } from './live-duration'
import { RelativeTime } from './relative-time'
import { RunId } from './run-id'
import { RunProgress } from './run-progress'
import { RunStatusLabel } from './run-status-label'
import { RunTags } from './run-tags'
import { SlowMark } from './usual/slow-mark'

export const runTableFeatures = tableFeatures({ columnVisibilityFeature })

const helper = createColumnHelper<typeof runTableFeatures, ShownRun>()

/** Fixed widths keep every column where it is while rows come and change; `task` and `progress` share what is left. */
export const COLUMN_WIDTHS: Record<RunColumn, string> = {
  status: '124px',
  task: '21%',
  progress: '25%',
  id: '92px',
  tags: '16%',
  queue: '110px',
  version: '110px',
  started: '104px',
  duration: '108px',
}

const header = (column: RunColumn) => ({ id: column, header: COLUMN_LABELS[column] })

export const runColumns = (environment: string) =>
  helper.columns([
    helper.display({
      ...header('status'),
      cell: ({ row }) => <RunStatusLabel status={row.original.status} />,
    }),
    helper.display({
      ...header('task'),
      cell: ({ row }) => <TaskCell environment={environment} run={row.original} />,
    }),
    helper.display({
      ...header('progress'),
      cell: ({ row }) => <RunProgress run={row.original} />,
    }),
    helper.display({
      ...header('id'),
      cell: ({ row }) => <RunId id={row.original.id} />,
    }),
    helper.display({
      ...header('tags'),
      cell: ({ row }) => <RunTags tags={row.original.tags} />,
    }),
    helper.display({
      ...header('queue'),
      cell: ({ row }) => <Plain text={row.original.queue} />,
    }),
    helper.display({
      ...header('version'),
      cell: ({ row }) => <Plain text={row.original.version} />,
    }),
    helper.display({
      ...header('started'),
      cell: ({ row }) => <StartedCell run={row.original} />,
    }),
    helper.display({
      ...header('duration'),
      cell: ({ row }) => <DurationCell run={row.original} />,
    }),
  ])

function TaskCell({ environment, run }: { environment: string; run: ShownRun }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Link
        href={routes.run(environment, run.id)}
        prefetch={false}
        title={run.taskId}
        className="truncate font-medium text-text hover:underline"
      >
        <bdi>{run.taskId}</bdi>
      </Link>
      {run.isTest && <Badge>test</Badge>}
      {run.leftFilter && (
        <Badge
          tone="warn"
          title="This run has changed and no longer matches the filter. It stays until the list is read again."
        >
          no match
        </Badge>
      )}
    </span>
  )
}

/** A run that has not started shows when it was created, paler. */
function StartedCell({ run }: { run: ShownRun }) {
  const started = run.startedAt !== undefined
  return <RelativeTime date={run.startedAt ?? run.createdAt} className={started ? 'text-muted' : 'text-faint italic'} />
}

function DurationCell({ run }: { run: ShownRun }) {
  return (
    <span className="flex items-center gap-0.5">
      <LiveDuration run={run} className="tabular-nums" />
      <SlowMark run={run} />
    </span>
  )
}

function Plain({ text }: { text: string | undefined }) {
  if (text === undefined) return <span className="text-faint">—</span>
  return (
    <span title={text} className="block truncate text-muted">
      <bdi>{text}</bdi>
    </span>
  )
}
