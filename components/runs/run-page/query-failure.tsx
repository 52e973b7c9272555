'use client'

import { Button } from '@/components/ui/button'
import { toAppError } from '@/lib/errors'

type QueryFailureProps = { what: string; query: { error: unknown; refetch: () => unknown; isFetching: boolean } }

/** A part that could not be read, inside a page that could. */
export function QueryFailure({ what, query }: QueryFailureProps) {
  const error = toAppError(query.error)
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 rounded-md border border-bad/40 bg-bad-soft px-3 py-2 text-13"
    >
      <p className="min-w-0 grow">
        The {what} could not be read. {error.message}{' '}
        <span className="font-mono text-12 text-muted">{`${error.code} ${error.id}`}</span>
      </p>
      <Button size="sm" busy={query.isFetching} onClick={() => void query.refetch()}>
        Try again
      </Button>
    </div>
  )
}
