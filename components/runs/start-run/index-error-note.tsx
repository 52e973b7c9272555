'use client'

import { TriangleAlert } from 'lucide-react'
import type { TaskList } from '@/lib/tasks/task'

/** The newest code of the tasks could not be read; what is offered below is the last good version. */
export function IndexErrorNote({ error }: { error: NonNullable<TaskList['indexError']> }) {
  const place = [error.file, error.line, error.column].filter((part) => part !== undefined).join(':')
  return (
    <div role="alert" className="mb-3 flex gap-2 rounded-md bg-warn-soft px-3 py-2 text-13 text-warn">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <p className="font-medium">The newest code cannot be read. Runs use the last version that could.</p>
        <p className="mt-0.5 whitespace-pre-wrap break-words font-mono text-12">
          {place && `${place}\n`}
          {error.message.slice(0, 600)}
        </p>
      </div>
    </div>
  )
}
