'use client'

import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { Button, buttonStyle } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { routes } from '@/lib/routes'
import { RunIdForm } from './run-id-form'

type NotFoundProps = { environment: string; title?: string; children?: ReactNode }

/** For an address that leads nowhere: says so, and opens any run whose id is typed or pasted. */
export function NotFound({ environment, title = 'There is nothing at this address', children }: NotFoundProps) {
  const router = useRouter()
  const search = (
    <div className="w-full max-w-96">
      <RunIdForm label="Run id" placeholder="run_…" onRunId={(runId) => router.push(routes.run(environment, runId))}>
        <Button type="submit" variant="primary">
          Open run
        </Button>
        <Link href={routes.runs(environment)} className={buttonStyle({})}>
          All runs
        </Link>
      </RunIdForm>
    </div>
  )
  return (
    <EmptyState icon={SearchX} title={title} actions={search} className="min-h-[60dvh]">
      {children ?? 'The link may be old or cut off. If you have the id of a run, open it here.'}
    </EmptyState>
  )
}
