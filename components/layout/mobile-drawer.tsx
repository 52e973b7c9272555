'use client'

import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { RefObject } from 'react'
import { buttonStyle } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Logo } from './logo'
import { NavLinks } from './nav-links'
import { OptionSwitch } from './option-switch'
import { useTheme } from './theme'
import { THEME_OPTIONS } from './theme-options'
import { useTimeFormat } from './time-format'
import { TIME_OPTIONS } from './time-options'

type MobileDrawerProps = {
  environment: string
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Gets the focus back. */
  opener: RefObject<HTMLElement | null>
}

/** All places of the console, and the switches that the top bar of a phone has no room for. */
export function MobileDrawer({ environment, open, onOpenChange, opener }: MobileDrawerProps) {
  const { theme, setTheme } = useTheme()
  const { mode, setMode } = useTimeFormat()
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label="Menu"
          finalFocus={opener}
          className="fixed inset-y-0 left-0 z-40 flex w-72 max-w-[85vw] flex-col gap-3 overflow-y-auto border-line border-r bg-bg p-3 shadow-popover outline-none transition-transform duration-150 data-ending-style:-translate-x-full data-starting-style:-translate-x-full"
        >
          <div className="flex items-center gap-2 pl-1.5 font-semibold text-14">
            <Logo className="size-5 text-accent" />
            Signalbox
            <Dialog.Close
              aria-label="Close the menu"
              className={classNames(buttonStyle({ variant: 'ghost', size: 'icon' }), 'ml-auto')}
            >
              <X />
            </Dialog.Close>
          </div>
          <nav aria-label="Main">
            <NavLinks environment={environment} onNavigate={() => onOpenChange(false)} />
          </nav>
          <div className="mt-auto flex flex-col gap-3">
            <OptionSwitch label="Times" options={TIME_OPTIONS} value={mode} onChange={setMode} />
            <OptionSwitch label="Theme" options={THEME_OPTIONS} value={theme} onChange={setTheme} />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
