'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { formatPeriod } from '@/lib/format/period'
import { FILTER_LABELS } from '@/lib/runs/filter-suggestions'
import type { RunRow } from '@/lib/runs/run'
import { isEmptyFilter, type RunFilter, type RunFilterList } from '@/lib/runs/run-filter'
import { statusFacts } from '@/lib/runs/run-status'
import { taskListOptions } from '@/lib/tasks/task-options'
import { FilterInput } from './filter-input'
import { FilterPill } from './filter-pill'
import type { RunFilterControl } from './use-run-filter'

const LISTS: RunFilterList[] = ['status', 'task', 'tag', 'queue', 'version']

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
  const times = timeWords(filter)
  return (
    <search aria-label="Filter runs" className="flex min-w-0 flex-wrap items-center gap-1.5">
      {times && <FilterPill name={FILTER_LABELS.period.toLowerCase()} value={times} onRemove={control.removeTimes} />}
      {LISTS.filter((kind) => filter[kind].length > 0).map((kind) => (
        <FilterPill
          key={kind}
          name={FILTER_LABELS[kind].toLowerCase()}
          value={filter[kind].map((value) => (kind === 'status' ? statusFacts(value).label : value)).join(', ')}
          onRemove={() => control.removeList(kind)}
        />
      ))}
      {filter.rootOnly && (
        <FilterPill
          name={FILTER_LABELS.rootOnly.toLowerCase()}
          value="root runs only"
          onRemove={control.removeRootOnly}
        />
      )}
      <FilterInput environment={environment} control={control} known={known} onOpen={() => setWanted(true)} />
      {!isEmptyFilter(filter) && (
        <Button variant="ghost" size="sm" onClick={control.clear}>
          Clear
        </Button>
      )}
    </search>
  )
}

function timeWords(filter: RunFilter): string {
  const day = (date: Date) => date.toISOString().slice(0, 16).replace('T', ' ')
  if (filter.period !== null) return formatPeriod(filter.period).toLowerCase()
  return [filter.from && `from ${day(filter.from)} UTC`, filter.to && `to ${day(filter.to)} UTC`]
    .filter(Boolean)
    .join(' ')
}

function distinct(values: string[]): string[] {
  return [...new Set(values)].slice(0, 500)
}
