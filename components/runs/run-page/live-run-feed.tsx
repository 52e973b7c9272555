'use client'

import { useEffect, useEffectEvent } from 'react'
import type { LiveStatus } from '@/components/layout/live-state'
import type { RunRow } from '@/lib/runs/run'
import { useLiveRun } from '../use-live-run'

export interface LiveRun {
  run: RunRow
  status: LiveStatus
}

type LiveRunFeedProps = { environment: string; snapshot: RunRow; paused: boolean; onChange: (live: LiveRun) => void }

/** Draws nothing; a module of its own, so that the realtime client is loaded after the page is already of use. */
export function LiveRunFeed({ environment, snapshot, paused, onChange }: LiveRunFeedProps) {
  const { run, status } = useLiveRun(environment, snapshot, { paused })
  const tell = useEffectEvent(onChange)
  useEffect(() => tell({ run, status }), [run, status])
  return null
}
