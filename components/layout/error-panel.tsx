'use client'

import { TriangleAlert } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { describeFailure } from './describe-failure'

type ErrorPanelProps = { error: unknown; retry: () => void }

/** What a page shows instead of itself: what happened, what to do, and an id that finds the line in the log. */
export function ErrorPanel({ error, retry }: ErrorPanelProps) {
  const { title, advice, code, id } = describeFailure(error)
  const reference = id ? `${code} ${id}` : code
  const actions = (
    <>
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
      <Button onClick={() => location.reload()}>Reload the page</Button>
    </>
  )
  return (
    <div role="alert">
      <EmptyState icon={TriangleAlert} title={title} actions={actions} className="min-h-[50dvh]">
        <p>{advice}</p>
        <p className="mt-3 inline-flex items-center gap-1 rounded-md bg-raised py-0.5 pr-0.5 pl-2 font-mono text-12 text-text">
          {reference}
          <CopyButton text={reference} label="Copy the error id" />
        </p>
      </EmptyState>
    </div>
  )
}
