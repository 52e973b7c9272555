'use client'

import { TriangleAlert } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { AppError } from '@/lib/errors'

type UnreadableProps = { error: Error; what: string; onRetry: () => void }

/** In place of what could not be read: why, and the id that finds it in the log. What was read before stays. */
export function Unreadable({ error, what, onRetry }: UnreadableProps) {
  const reference = error instanceof AppError ? `${error.code} ${error.id}` : undefined
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 rounded-lg bg-warn-soft px-4 py-3 text-13 text-warn">
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 grow">
        {what} cannot be read. {error.message}
        {reference && (
          <span className="ml-2 inline-flex items-center gap-1 font-mono text-12">
            {reference}
            <CopyButton text={reference} label="Copy the error id" />
          </span>
        )}
      </p>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  )
}
