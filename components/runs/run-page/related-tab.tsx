'use client'

import Link from 'next/link'
import { LiveDuration } from '@/components/runs/live-duration'
import { RelativeTime } from '@/components/runs/relative-time'
import { RunStatusLabel } from '@/components/runs/run-status-label'
import { shortId } from '@/lib/format/short-id'
import { routes } from '@/lib/routes'
import type { RunDetail, RunRow } from '@/lib/runs/run'

/** The runs that this one belongs to: they come with the run, so their state is as fresh as the page. */
export function RelatedTab({ environment, run }: { environment: string; run: RunDetail }) {
  const { root, parent, children } = run.relatedRuns
  const groups = [
    { title: 'Root', runs: root && root.id !== parent?.id && root.id !== run.id ? [root] : [] },
    { title: root && root.id === parent?.id ? 'Root and parent' : 'Parent', runs: parent ? [parent] : [] },
    {
      title: 'Children',
      runs: [...children].sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime()),
    },
  ].filter((group) => group.runs.length > 0)
  if (groups.length === 0) {
    return <p className="p-4 text-13 text-muted">This run was not started by another run, and it has started none.</p>
  }
  return (
    <div className="flex flex-col gap-4 p-4">
      {groups.map((group) => (
        <section key={group.title}>
          <h3 className="mb-1 font-medium text-13">
            {group.title}
            {group.runs.length > 1 && <span className="ml-1.5 text-faint tabular-nums">{group.runs.length}</span>}
          </h3>
          <ul className="divide-y divide-line overflow-hidden rounded-md border border-line">
            {group.runs.map((related) => (
              <RelatedRun key={related.id} environment={environment} run={related} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function RelatedRun({ environment, run }: { environment: string; run: RunRow }) {
  return (
    <li>
      <Link
        href={routes.run(environment, run.id)}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-2 text-13 hover:bg-raised"
      >
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="truncate font-medium">{run.taskId}</span>
          <span className="shrink-0 font-mono text-12 text-muted">{shortId(run.id)}</span>
        </span>
        <RunStatusLabel status={run.status} />
        <span className="text-12 text-muted">
          <RelativeTime date={run.startedAt ?? run.createdAt} />
        </span>
        <LiveDuration run={run} className="justify-self-end text-12 text-muted tabular-nums" />
      </Link>
    </li>
  )
}
