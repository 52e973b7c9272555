'use client'

import { EyeOff } from 'lucide-react'
import { useCan } from '@/components/auth/session-user'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format/number'
import type { RevealedData } from './use-revealed-data'

/** Says that something is hidden, and lets those see it who may. */
export function SecretsNote({ count, revealed }: { count: number; revealed: RevealedData }) {
  const mayReveal = useCan('runs:reveal')
  const values = formatCount(count, 'value')
  return (
    <p className="flex flex-wrap items-center gap-2 rounded-md border border-line bg-raised px-2.5 py-1 text-12 text-muted">
      <EyeOff aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 grow">
        {revealed.data
          ? `${values} with a key that looks secret: shown. The audit log says to whom.`
          : `${values} with a key that looks secret: hidden.${mayReveal ? '' : ' An operator may reveal them.'}`}
      </span>
      {mayReveal && (
        <Button size="sm" busy={revealed.busy} onClick={revealed.data ? revealed.hide : revealed.reveal}>
          {revealed.data ? 'Hide' : 'Reveal'}
        </Button>
      )}
    </p>
  )
}
