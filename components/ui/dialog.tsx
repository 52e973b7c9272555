'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactElement, ReactNode, RefObject } from 'react'
import { buttonStyle } from './button'
import { classNames } from './class-names'

type DialogProps = {
  title: ReactNode
  description?: ReactNode
  /** Opens the dialog; leave it out where `open` is controlled from elsewhere. */
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** The body scrolls, the footer with its buttons stays. */
  children: ReactNode
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  initialFocus?: RefObject<HTMLElement | null>
}

const WIDTHS = { sm: 'sm:max-w-[420px]', md: 'sm:max-w-[600px]', lg: 'sm:max-w-[880px]' }

/** On a phone the dialog is a sheet at the bottom of the screen. Focus returns to what opened it. */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  children,
  footer,
  size = 'md',
  initialFocus,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-40 flex items-end justify-center sm:items-start sm:px-6 sm:pt-[10vh] sm:pb-6">
          <Base.Popup
            initialFocus={initialFocus}
            className={classNames(
              'flex max-h-[92dvh] w-full flex-col rounded-t-lg border border-line bg-panel text-text shadow-popover outline-none transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:max-h-full sm:rounded-lg',
              WIDTHS[size],
            )}
          >
            <header className="flex items-start gap-4 border-line border-b px-4 py-3">
              <div className="min-w-0 grow">
                <Base.Title className="font-semibold text-16">{title}</Base.Title>
                {description && (
                  <Base.Description className="mt-0.5 text-13 text-muted">{description}</Base.Description>
                )}
              </div>
              <Base.Close aria-label="Close" className={buttonStyle({ variant: 'ghost', size: 'icon-sm' })}>
                <X />
              </Base.Close>
            </header>
            <div className="min-h-0 grow overflow-y-auto px-4 py-4">{children}</div>
            {footer && (
              <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-4 py-3">{footer}</footer>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

export const DialogClose = Base.Close
