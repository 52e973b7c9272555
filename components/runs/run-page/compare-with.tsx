'use client'

import Link from 'next/link'
import { RunIdForm } from '@/components/layout/run-id-form'
import { RelativeTime } from '@/components/runs/relative-time'
import { RunStatusLabel } from '@/components/runs/run-status-label'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { shortId } from '@/lib/format/short-id'
import { routes } from '@/lib/routes'
import type { RunDetail } from '@/lib/runs/run'

type CompareWithProps = {
  environment: string
  run: RunDetail
  other: RunDetail | undefined
  named: string | null
  isSelf: boolean
  all: boolean
  onAll: (all: boolean) => void
  onOther: (id: string | null) => void
}

/** Which two runs stand side by side, and how to take another. */
export function CompareWith({ environment, run, other, named, isSelf, all, onAll, onOther }: CompareWithProps) {
  return (
    <header className="flex flex-col gap-3">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 text-13">
        <Side name="This run" environment={environment} run={run} />
        {other && <Side name={named === null ? 'Last good run' : 'Other run'} environment={environment} run={other} />}
      </dl>
      {isSelf && <p className="text-13 text-warn">This is the same run: there is nothing to tell apart.</p>}
      {other && other.taskId !== run.taskId && (
        <p className="text-13 text-warn">These are runs of two tasks. Their steps are matched by name.</p>
      )}
      <RunIdForm label="Id of another run to compare with" placeholder="Another run: run_…" onRunId={onOther}>
        <Button type="submit">Compare</Button>
        {named !== null && (
          <Button variant="ghost" onClick={() => onOther(null)}>
            Use the last good run
          </Button>
        )}
      </RunIdForm>
      {other && (
        // biome-ignore lint/a11y/noLabelWithoutControl: Base UI's checkbox brings its own hidden input
        <label className="flex w-fit items-center gap-2 text-13">
          <Checkbox checked={all} onCheckedChange={onAll} />
          Show what is the same, too
        </label>
      )}
    </header>
  )
}

function Side({ name, environment, run }: { name: string; environment: string; run: RunDetail }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-3">
        <Link
          href={routes.run(environment, run.id)}
          title={run.id}
          className="font-mono text-12 text-accent underline underline-offset-2"
        >
          {shortId(run.id)}
        </Link>
        <RunStatusLabel status={run.status} />
        <RelativeTime date={run.startedAt ?? run.createdAt} className="text-muted" />
      </dd>
    </>
  )
}
