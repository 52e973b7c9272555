'use client'

import { ListFilter, Play } from 'lucide-react'
import { useCan } from '@/components/auth/session-user'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

interface RunListEmptyProps {
  filtered: boolean
  onClear: () => void
  onStart: () => void
}

/** Nothing yet and nothing that matches are two different things, with two different ways out. */
export function RunListEmpty({ filtered, onClear, onStart }: RunListEmptyProps) {
  const mayStart = useCan('runs:trigger')
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
