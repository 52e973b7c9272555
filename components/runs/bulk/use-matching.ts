'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan } from '@/components/auth/session-user'
import { matchingOptions } from '@/lib/runs/bulk/bulk-options'
import type { MatchingRuns } from '@/lib/runs/bulk/matching-runs'
import { type RunFilter, serializeRunFilter } from '@/lib/runs/run-filter'

interface MatchingInput {
  environment: string
  filter: RunFilter
  /** What is selected; a new set for every change. */
  ids: ReadonlySet<string>
  /** Every loaded run is selected, and there are more to load. */
  reachesFurther: boolean
}

export interface Matching {
  /** The runs beyond those that are loaded, where they may be selected. */
  offered: MatchingRuns | null
  counting: boolean
  /** They are selected. Any change of the selection or the filter takes that back. */
  chosen: boolean
  choose: () => void
}

/** "Select all that match", offered once all that is loaded is selected. */
export function useMatching({ environment, filter, ids, reachesFurther }: MatchingInput): Matching {
  const mayCancel = useCan('runs:cancel')
  const mayReplay = useCan('runs:replay')
  const [choice, setChoice] = useState<{ ids: ReadonlySet<string>; search: string } | null>(null)
  const enabled = reachesFurther && (mayCancel || mayReplay)
  const search = serializeRunFilter(filter)
  const { data, isFetching } = useQuery({ ...matchingOptions(environment, filter), enabled })
  const offered = enabled && data?.supported === true ? data : null
  return {
    offered,
    counting: enabled && isFetching && !data,
    chosen: offered !== null && choice?.ids === ids && choice.search === search,
    choose: () => setChoice({ ids, search }),
  }
}
