'use client'

import { useQuery } from '@tanstack/react-query'
import type { RunRow } from '@/lib/runs/run'
import { isMeasured } from '@/lib/runs/usual/is-slower-than-usual'
import type { UsualDurations } from '@/lib/runs/usual/usual-duration'
import { MAX_USUAL_TASKS } from '@/lib/runs/usual/usual-limits'
import { usualOptions } from '@/lib/runs/usual/usual-options'

const NOTHING: UsualDurations = {}

/** What is usual for the tasks of these runs; nothing until it is known. */
export function useUsualDurations(environment: string, rows: readonly RunRow[]): UsualDurations {
  const tasks = new Set(rows.filter(isMeasured).map((run) => run.taskId))
  const taskIds = [...tasks].slice(0, MAX_USUAL_TASKS).sort()
  return useQuery({ ...usualOptions(environment, taskIds), placeholderData: (before) => before }).data ?? NOTHING
}
