'use client'

import { useRef, useState } from 'react'
import { useToast } from '@/components/ui/use-toast'
import type { ExportFormat } from '@/lib/runs/export/export-limits'
import type { RunFilter } from '@/lib/runs/run-filter'

export interface RunExportControl {
  /** Runs read so far; null while no export is on its way. */
  count: number | null
  start: (format: ExportFormat) => Promise<void>
  stop: () => void
}

/** One export at a time; leaving the page does not stop it. */
export function useRunExport(environment: string, filter: RunFilter): RunExportControl {
  const toast = useToast()
  const running = useRef<AbortController>(null)
  const [count, setCount] = useState<number | null>(null)

  const start = async (format: ExportFormat) => {
    if (running.current) return
    const abort = new AbortController()
    running.current = abort
    setCount(0)
    try {
      const { runExport } = await import('./run-export')
      const outcome = await runExport({ environment, filter, format, signal: abort.signal, onCount: setCount })
      if (outcome) toast(outcome)
    } catch {
      toast({ kind: 'error', title: 'The export could not be loaded', description: 'Check the network and try again.' })
    } finally {
      running.current = null
      setCount(null)
    }
  }
  return { count, start, stop: () => running.current?.abort() }
}
