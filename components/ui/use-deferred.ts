'use client'

import { useEffect, useEffectEvent } from 'react'
import type { DeferredCode } from './deferred-code'
import { toastQueue } from './toast-queue'
import { useArrived } from './use-arrived'

/**
 * As useArrived, for what a person opens: `wanted` fetches at once. If that fails, a toast says so and `onFailure` takes
 * the wish back.
 */
export function useDeferred<Module>(
  code: DeferredCode<Module>,
  wanted: boolean,
  onFailure: () => void,
): Module | undefined {
  const giveUp = useEffectEvent(() => {
    onFailure()
    toastQueue.add({
      kind: 'error',
      title: 'This could not be loaded',
      description: 'Check the network and try again. If Signalbox was updated, reload the page.',
    })
  })
  useEffect(() => {
    if (wanted) code.load().catch(() => giveUp())
  }, [code, wanted])
  return useArrived(code)
}
