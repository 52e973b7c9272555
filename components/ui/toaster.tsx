'use client'

import { type ReactNode, useEffect } from 'react'
import { DeferredCode } from './deferred-code'
import { toastQueue } from './toast-queue'
import { useArrived } from './use-arrived'

const code = new DeferredCode(() => import('./toast-viewport'))

/** What cannot be shown yet stays in the queue; every further toast tries again. */
function fetchIfWaiting() {
  if (toastQueue.isWaiting()) code.load().catch(() => {})
}

/** Shows the toasts of the page beside it; `useToast` adds one from anywhere. */
export function Toaster({ children }: { children: ReactNode }) {
  const arrived = useArrived(code)
  useEffect(() => {
    fetchIfWaiting()
    return toastQueue.subscribe(fetchIfWaiting)
  }, [])
  return (
    <>
      {children}
      {arrived && <arrived.ToastViewport />}
    </>
  )
}
