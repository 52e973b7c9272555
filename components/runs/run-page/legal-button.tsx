'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/tooltip'
import type { Legality } from '@/lib/runs/trace/legal-actions'

type LegalButtonProps = {
  legality: Legality
  danger?: boolean
  busy: boolean
  onClick: () => void
  children: ReactNode
}

/** A refused action stays where it is and says why: it can be focused, so the reason can be read. */
export function LegalButton({ legality, danger = false, busy, onClick, children }: LegalButtonProps) {
  const variant = danger && legality.allowed ? 'danger' : 'secondary'
  if (legality.allowed) {
    return (
      <Button variant={variant} busy={busy} onClick={onClick}>
        {children}
      </Button>
    )
  }
  return (
    <Tooltip content={legality.reason}>
      <Button variant={variant} aria-disabled>
        {children}
      </Button>
    </Tooltip>
  )
}
