'use client'

import { useState, useTransition } from 'react'
import { useToast } from '@/components/ui/use-toast'
import { orUnreachable } from '@/lib/or-unreachable'
import { revealRunData } from '@/lib/runs/actions'
import type { RunData, RunDataPart } from '@/lib/runs/trace/run-data'

export type RevealedData = ReturnType<typeof useRevealedData>

/** The whole text of a payload or output, once somebody has asked for it. It leaves the screen with this component. */
export function useRevealedData(environment: string, runId: string, part: RunDataPart) {
  const toast = useToast()
  const [data, setData] = useState<RunData | null>(null)
  const [busy, startTransition] = useTransition()
  return {
    data,
    busy,
    hide: () => setData(null),
    reveal: () =>
      startTransition(async () => {
        const result = await orUnreachable(revealRunData({ environment, runId, part }))
        if (result.ok) setData(result.data)
        else toast({ kind: 'error', title: result.message, description: `${result.code} ${result.errorId}` })
      }),
  }
}
