'use client'

import { useEffect, useEffectEvent } from 'react'
import { commandRegistry } from './command-registry'
import type { Command } from './commands'

type PageCommand = Omit<Command, 'group'> & { enabled?: boolean | undefined }

/** Offers an action of the page in the command palette while the component is shown. */
export function useCommand({ id, label, icon, keywords, keys, run, enabled = true }: PageCommand): void {
  const act = useEffectEvent(run)
  useEffect(() => {
    if (!enabled) return
    return commandRegistry.register({ id, label, icon, keywords, keys, group: 'Do', run: () => act() })
  }, [id, label, icon, keywords, keys, enabled])
}
