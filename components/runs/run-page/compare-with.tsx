'use client'

import Link from 'next/link'
import { type FormEvent, useId, useState } from 'react'
import { RelativeTime } from '@/components/runs/relative-time'
import { RunStatusLabel } from '@/components/runs/run-status-label'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { shortId } from '@/lib/format/short-id'
import { routes } from '@/lib/routes'
import { runIdIn } from '@/lib/run-id-in'
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
      <OtherRunForm named={named} onOther={onOther} />
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

function OtherRunForm({ named, onOther }: Pick<CompareWithProps, 'named' | 'onOther'>) {
  const [error, setError] = useState<string>()
  const errorId = useId()

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const id = runIdIn(String(new FormData(form).get('run')))
    setError(id ? undefined : 'This is no run id. One looks like run_ followed by letters and digits.')
    if (!id) return
    form.reset()
    onOther(id)
  }

  return (
    <form onSubmit={submit} className="flex flex-wrap items-start gap-2">
      <div className="min-w-40 max-w-80 grow">
        <Input
          name="run"
          aria-label="Id of another run to compare with"
          aria-invalid={error ? true : undefined}
          aria-describedby={errorId}
          placeholder="Another run: run_…"
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-12"
        />
        <p id={errorId} role="alert" className="mt-1 text-12 text-bad empty:hidden">
          {error}
        </p>
      </div>
      <Button type="submit">Compare</Button>
      {named !== null && (
        <Button variant="ghost" onClick={() => onOther(null)}>
          Use the last good run
        </Button>
      )}
    </form>
  )
}
