'use client'

import { Menu } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DeferredCode } from '@/components/ui/deferred-code'
import { useDeferred } from '@/components/ui/use-deferred'

const code = new DeferredCode(() => import('./mobile-drawer'))

/** The rail of a phone: a button for a drawer. */
export function MobileNav({ environment }: { environment: string }) {
  const [open, setOpen] = useState(false)
  const arrived = useDeferred(code, open, () => setOpen(false))
  const opener = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        ref={opener}
        variant="ghost"
        size="icon"
        aria-label="Open the menu"
        aria-haspopup="dialog"
        aria-expanded={open}
        className="md:hidden"
        onClick={() => setOpen(true)}
      >
        <Menu />
      </Button>
      {arrived && <arrived.MobileDrawer environment={environment} open={open} onOpenChange={setOpen} opener={opener} />}
    </>
  )
}
