'use client'

import { type ReactNode, useRef } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'

type ConfirmDialogProps = {
  title: string
  description?: string
  /** What is affected. */
  children: ReactNode
  /** The words of the two buttons: each says what it does. */
  keep: string
  confirm: string
  variant?: 'danger' | 'primary'
  /** Enter confirms at once. For one thing only: a key held too long must not change hundreds. */
  focusConfirm?: boolean
  onClose: () => void
  onConfirm: () => void
}

/** Asks before something that cannot be taken back. It has closed when the thing is done. */
export function ConfirmDialog({
  title,
  description,
  children,
  keep,
  confirm,
  variant = 'danger',
  focusConfirm = false,
  onClose,
  onConfirm,
}: ConfirmDialogProps) {
  const confirmButton = useRef<HTMLButtonElement>(null)
  const confirmAndClose = () => {
    onClose()
    onConfirm()
  }
  return (
    <Dialog
      open
      size="sm"
      title={title}
      description={description}
      onOpenChange={(open) => !open && onClose()}
      initialFocus={focusConfirm ? confirmButton : undefined}
      footer={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button ref={confirmButton} variant={variant} onClick={confirmAndClose}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
