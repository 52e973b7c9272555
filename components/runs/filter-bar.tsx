'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { filterParts } from '@/lib/runs/filter-parts'
import type { RunRow } from '@/lib/runs/run'
import { isEmptyFilter } from '@/lib/runs/run-filter'
import { taskListOptions } from '@/lib/tasks/task-options'
import { FilterInput } from './filter-input'
import { FilterPill } from './filter-pill'
import type { RunFilterControl } from './use-run-filter'

interface FilterBarProps {
  environment: string
  control: RunFilterControl
  /** Loaded rows: their tags, queues and versions are offered. */
  rows: readonly RunRow[]
}

export function FilterBar({ environment, control, rows }: FilterBarProps) {
  const [wanted, setWanted] = useState(false)
  const tasks = useQuery({ ...taskListOptions(environment), enabled: wanted })
  const { filter } = control
  const known = {
    tasks: distinct([...(tasks.data?.tasks.map((task) => task.id) ?? []), ...rows.map((run) => run.taskId)]),
    tags: distinct(rows.flatMap((run) => run.tags)),
    queues: distinct(rows.flatMap((run) => run.queue ?? [])),
    versions: distinct(rows.flatMap((run) => run.version ?? [])),
  }
  return (
    <search aria-label="Filter runs" className="flex min-w-0 flex-wrap items-center gap-1.5">
      {filterParts(filter).map(({ kind, name, value }) => (
        <FilterPill key={kind} name={name} value={value} onRemove={() => control.remove(kind)} />
      ))}
      <FilterInput environment={environment} control={control} known={known} onOpen={() => setWanted(true)} />
      {!isEmptyFilter(filter) && (
        <Button variant="ghost" size="sm" onClick={control.clear}>
          Clear
        </Button>
      )}
    </search>
  )
}

function distinct(values: string[]): string[] {
  return [...new Set(values)].slice(0, 500)
}
