'use client'

import { useEffect, useState } from 'react'
import { useAnnounce } from '@/components/layout/announcer'
import { useToast } from '@/components/ui/use-toast'
import { AppError } from '@/lib/errors'
import { formatCount, formatNumber } from '@/lib/format/number'

interface NewRunsBarProps {
  arrived: number
  loaded: number
  hasMore: boolean
  onShow: () => Promise<void>
}

/**
 * New runs wait here until somebody asks for them. The strip is always there and says how much is loaded otherwise, so
 * that its turning into a button moves no row.
 */
export function NewRunsBar({ arrived, loaded, hasMore, onShow }: NewRunsBarProps) {
  const announce = useAnnounce()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    if (arrived > 0) announce(formatCount(arrived, 'new run'))
  }, [arrived, announce])
  if (arrived === 0) {
    return (
      <p className="flex h-8 shrink-0 items-center border-b px-3 text-12 text-muted tabular-nums">
        {hasMore
          ? `The newest ${formatNumber(loaded)} runs, more below`
          : `${formatCount(loaded, 'run')}, newest first`}
      </p>
    )
  }
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      className="flex h-8 w-full shrink-0 items-center justify-center border-b bg-accent-soft font-medium text-12 text-accent -outline-offset-2 hover:underline"
      onClick={async () => {
        setBusy(true)
        try {
          await onShow()
        } catch (error) {
          toast({ kind: 'error', title: error instanceof AppError ? error.message : 'The new runs could not be read' })
        } finally {
          setBusy(false)
        }
      }}
    >
      {formatCount(arrived, 'new run')} · {busy ? 'reading…' : arrived === 1 ? 'show it' : 'show them'}
    </button>
  )
}
