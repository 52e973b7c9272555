'use client'

import { ListFilter, Play } from 'lucide-react'
import { useCan } from '@/components/auth/session-user'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

interface RunListEmptyProps {
  filtered: boolean
  /** Older runs have not been looked at: a filter that the platform does not know is looked for page by page. */
  onFurther?: (() => void) | undefined
  busy?: boolean
  onClear: () => void
  onStart: () => void
}

/** Nothing yet and nothing that matches are two different things, with two different ways out. */
export function RunListEmpty({ filtered, onFurther, busy = false, onClear, onStart }: RunListEmptyProps) {
  const mayStart = useCan('runs:trigger')
  if (onFurther) {
    return (
      <EmptyState
        icon={ListFilter}
        title="None among the newest runs"
        actions={
          <>
            <Button variant="primary" busy={busy} onClick={onFurther}>
              Look further back
            </Button>
            <Button onClick={onClear}>Clear filters</Button>
          </>
        }
      >
        The platform cannot look for root runs by itself, so Signalbox reads the list a few hundred runs at a time.
      </EmptyState>
    )
  }
  if (filtered) {
    return (
      <EmptyState
        icon={ListFilter}
        title="No run matches this filter"
        actions={<Button onClick={onClear}>Clear filters</Button>}
      >
        Runs that match later appear here by themselves.
      </EmptyState>
    )
  }
  const start = (
    <Button variant="primary" onClick={onStart}>
      <Play aria-hidden /> Start a run
    </Button>
  )
  return (
    <EmptyState icon={Play} title="No runs yet" actions={mayStart && start}>
      {mayStart
        ? 'Choose one of the tasks in trigger/, give it a payload or a file, and watch it work. Runs that your own code starts appear here too.'
        : 'Runs appear here as soon as somebody starts one, or your own code does.'}
    </EmptyState>
  )
}
