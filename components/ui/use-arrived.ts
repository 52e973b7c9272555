'use client'

import { useEffect, useSyncExternalStore } from 'react'
import type { DeferredCode } from './deferred-code'
import { whenIdle } from './when-idle'

const onServer = () => undefined

/** The module once it is here, undefined before; it is fetched when the page is idle. */
export function useArrived<Module>(code: DeferredCode<Module>): Module | undefined {
  // A failure while nobody waits stays unsaid: whoever asks for the module tries again.
  useEffect(() => whenIdle(() => void code.load().catch(() => {})), [code])
  return useSyncExternalStore(code.subscribe, code.current, onServer)
}
