'use client'

import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button, buttonStyle } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { routes } from '@/lib/routes'
import { runIdIn } from '@/lib/run-id-in'

type NotFoundProps = { environment: string; title?: string; children?: React.ReactNode }

/** For an address that leads nowhere: says so, and opens any run whose id is typed or pasted. */
export function NotFound({ environment, title = 'There is nothing at this address', children }: NotFoundProps) {
  const router = useRouter()
  const [error, setError] = useState<string>()

  function open(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const runId = runIdIn(String(new FormData(event.currentTarget).get('run')))
    if (runId) router.push(routes.run(environment, runId))
    else setError('This is not a run id. One looks like run_ followed by letters and digits.')
  }

  const search = (
    <form onSubmit={open} className="flex w-full max-w-96 items-start gap-2 text-left">
      <div className="grow">
        <Field label={<span className="sr-only">Run id</span>} error={error}>
          <Input name="run" placeholder="run_…" autoComplete="off" spellCheck={false} className="font-mono" />
        </Field>
      </div>
      <Button type="submit" variant="primary" className="mt-[23px]">
        Open run
      </Button>
      <Link href={routes.runs(environment)} className={`${buttonStyle({})} mt-[23px]`}>
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
