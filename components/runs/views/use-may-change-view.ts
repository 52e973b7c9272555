'use client'

import { useCan } from '@/components/auth/session-user'
import type { RunView } from '@/lib/runs/views/run-view'

/** Everybody changes their own views; those of the team need a permission. */
export function useMayChangeView(): (view: Pick<RunView, 'shared'>) => boolean {
  const own = useCan('views:own')
  const share = useCan('views:share')
  return (view) => (view.shared ? share : own)
}
