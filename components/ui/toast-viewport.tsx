'use client'

import { Toast } from '@base-ui/react/toast'
import { CircleCheck, CircleX, Info, X } from 'lucide-react'
import { useEffect } from 'react'
import { buttonStyle } from './button'
import { classNames } from './class-names'
import { type ToastInput, type ToastKind, toastQueue } from './toast-queue'

const KINDS = {
  success: { icon: CircleCheck, tone: 'text-good' },
  error: { icon: CircleX, tone: 'text-bad' },
  info: { icon: Info, tone: 'text-busy' },
} as const satisfies Record<ToastKind, unknown>

const kindOf = (type: string | undefined) => KINDS[(type ?? 'info') as ToastKind] ?? KINDS.info

/** Where toasts appear. */
export function ToastViewport() {
  return (
    <Toast.Provider timeout={6000} limit={4}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-[calc(100vw-2rem)] flex-col gap-2 outline-none sm:w-96">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const { toasts, add } = Toast.useToastManager()
  useEffect(() => {
    const showAll = () => {
      for (const toast of toastQueue.takeAll()) add(asBaseToast(toast))
    }
    showAll()
    return toastQueue.subscribe(showAll)
  }, [add])

  return toasts.map((toast) => {
    const { icon: Icon, tone } = kindOf(toast.type)
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        className="rounded-md border border-line bg-panel shadow-popover transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 data-limited:hidden"
      >
        <Toast.Content className="flex items-start gap-2.5 p-3">
          <Icon aria-hidden className={classNames('mt-0.5 size-4 shrink-0', tone)} />
          <div className="min-w-0 grow">
            <Toast.Title className="break-words font-medium text-13" />
            <Toast.Description className="break-words text-12 text-muted" />
          </div>
          {toast.actionProps && <Toast.Action className={buttonStyle({ size: 'sm' })} />}
          <Toast.Close
            aria-label="Dismiss"
            className={classNames(buttonStyle({ variant: 'ghost', size: 'icon-sm' }), '-my-1')}
          >
            <X />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    )
  })
}

function asBaseToast({ kind, title, description, action }: ToastInput) {
  return {
    type: kind,
    title,
    description,
    priority: kind === 'error' ? ('high' as const) : ('low' as const),
    ...(kind === 'error' && { timeout: 0 }),
    ...(action && { actionProps: { children: action.label, onClick: action.onClick } }),
  }
}
