'use client'

import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import { AppError } from '@/lib/errors'

interface RunListFooterProps {
  loading: boolean
  error: Error | null
  hasMore: boolean
  onRetry: () => void
}

/** The end of what is loaded; always as high, whatever it says. */
export function RunListFooter({ loading, error, hasMore, onRetry }: RunListFooterProps) {
  return (
    <div className="sticky left-0 flex h-12 items-center justify-center gap-2 text-12 text-muted">
      {error && !loading ? (
        <>
          <span role="alert">{error instanceof AppError ? error.message : 'Older runs could not be read.'}</span>
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        </>
      ) : loading ? (
        <Spinner label="Reading older runs" />
      ) : (
        !hasMore && 'The list ends here'
      )}
    </div>
  )
}
