'use client'

import { TriangleAlert } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { AppError } from '@/lib/errors'

/** The list could not be read at all: says why, with the id that finds it in the log, and tries again on demand. */
export function RunListError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const known = error instanceof AppError
  return (
    <div role="alert" className="h-full overflow-auto">
      <EmptyState
        icon={TriangleAlert}
        title="The runs cannot be read"
        actions={
          <Button variant="primary" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        <p>{known ? error.message : 'The answer could not be understood. Nothing was changed.'}</p>
        {known && (
          <p className="mt-2 inline-flex items-center gap-1 font-mono text-12">
            {error.code} · {error.id}
            <CopyButton text={error.id} label="Copy error id" />
          </p>
        )}
      </EmptyState>
    </div>
  )
}
