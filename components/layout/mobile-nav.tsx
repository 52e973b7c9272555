'use client'

import { Dialog } from '@base-ui/react/dialog'
import { Menu, X } from 'lucide-react'
import { useState } from 'react'
import { buttonStyle } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Logo } from './logo'
import { NavLinks } from './nav-links'

/** The rail of a phone: a drawer. */
export function MobileNav({ environment }: { environment: string }) {
  const [open, setOpen] = useState(false)
  const iconButton = buttonStyle({ variant: 'ghost', size: 'icon' })
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger aria-label="Open the menu" className={classNames(iconButton, 'sm:hidden')}>
        <Menu />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label="Menu"
          className="fixed inset-y-0 left-0 z-40 flex w-72 max-w-[85vw] flex-col gap-3 border-line border-r bg-bg p-3 shadow-popover outline-none transition-transform duration-150 data-ending-style:-translate-x-full data-starting-style:-translate-x-full"
        >
          <div className="flex items-center gap-2 pl-1.5 font-semibold text-14">
            <Logo className="size-5 text-accent" />
            Signalbox
            <Dialog.Close aria-label="Close the menu" className={classNames(iconButton, 'ml-auto')}>
              <X />
            </Dialog.Close>
          </div>
          <nav aria-label="Main">
            <NavLinks environment={environment} onNavigate={() => setOpen(false)} />
          </nav>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
