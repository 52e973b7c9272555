'use client'

import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button, buttonStyle } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Input } from '@/components/ui/input'
import { routes } from '@/lib/routes'
import { runIdIn } from '@/lib/run-id-in'

type NotFoundProps = { environment: string; title?: string; children?: ReactNode }

/** For an address that leads nowhere: says so, and opens any run whose id is typed or pasted. */
export function NotFound({ environment, title = 'There is nothing at this address', children }: NotFoundProps) {
  const router = useRouter()
  const errorId = useId()
  const [error, setError] = useState<string>()

  function open(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const runId = runIdIn(String(new FormData(event.currentTarget).get('run')))
    if (runId) router.push(routes.run(environment, runId))
    else setError('This is not a run id. One looks like run_ followed by letters and digits.')
  }

  const search = (
    <form onSubmit={open} className="flex w-full max-w-96 items-start gap-2 text-left">
      <div className="min-w-0 grow">
        <Input
          name="run"
          aria-label="Run id"
          aria-invalid={error ? true : undefined}
          aria-describedby={errorId}
          placeholder="run_…"
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
        <p id={errorId} role="alert" className="mt-1 text-12 text-bad empty:hidden">
          {error}
        </p>
      </div>
      <Button type="submit" variant="primary">
        Open run
      </Button>
      <Link href={routes.runs(environment)} className={buttonStyle({})}>
        All runs
      </Link>
    </form>
  )
  return (
    <EmptyState icon={SearchX} title={title} actions={search} className="min-h-[60dvh]">
      {children ?? 'The link may be old or cut off. If you have the id of a run, open it here.'}
    </EmptyState>
  )
}
