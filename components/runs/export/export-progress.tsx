'use client'

import { X } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { Spinner } from '@/components/ui/spinner'
import { formatNumber } from '@/lib/format/number'

/** An export on its way: how far it is, and how to stop it. */
export function ExportProgress({ count, onStop }: { count: number; onStop: () => void }) {
  return (
    <span className="inline-flex h-8 items-center gap-2 rounded-md border border-line bg-panel pl-2.5 text-12 text-muted tabular-nums">
      <Spinner label="Exporting" />
      {count === 0 ? 'Exporting…' : `Exporting… ${formatNumber(count)}`}
      <IconButton label="Stop the export" size="icon-sm" onClick={onStop}>
        <X />
      </IconButton>
    </span>
  )
}
