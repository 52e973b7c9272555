'use client'

import { Toast } from '@base-ui/react/toast'
import type { ReactNode } from 'react'
import type { ToastKind } from './toaster'

type ToastInput = {
  kind: ToastKind
  title: ReactNode
  description?: ReactNode
  /** One thing the reader may do about it, such as Undo or Open run. */
  action?: { label: string; onClick: () => void }
}

/** `const toast = useToast(); toast({ kind: 'success', title: 'Run canceled' })`. Errors stay until dismissed. */
export function useToast() {
  const { add } = Toast.useToastManager()
  return ({ kind, title, description, action }: ToastInput) =>
    add({
      type: kind,
      title,
      description,
      priority: kind === 'error' ? 'high' : 'low',
      ...(kind === 'error' && { timeout: 0 }),
      ...(action && { actionProps: { children: action.label, onClick: action.onClick } }),
    })
}
