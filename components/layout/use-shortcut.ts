'use client'

import { useEffect, useEffectEvent } from 'react'
import { shortcutRegistry } from './page-shortcuts'

type ShortcutOptions = { description: string; group: string; enabled?: boolean }

/**
 * Binds a key while the component is shown; it is listed under `?` as long. `useShortcut('g r', goToRuns, {
 * description: 'Go to runs', group: 'Go to' })`
 */
export function useShortcut(keys: string, handler: (event: KeyboardEvent) => void, options: ShortcutOptions): void {
  const { description, group, enabled = true } = options
  const act = useEffectEvent(handler)
  useEffect(() => {
    if (!enabled) return
    return shortcutRegistry.register({ keys, description, group, handler: (event) => act(event) })
  }, [keys, description, group, enabled])
}
