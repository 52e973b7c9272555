'use client'

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { routes } from '@/lib/routes'
import { Logo } from './logo'
import { NavLinks } from './nav-links'
import { savePreference } from './preference-cookie'
import { useShortcut } from './use-shortcut'

/** The left rail; on a phone the drawer of the top bar stands in for it. */
export function Rail({ environment, initiallyCollapsed }: { environment: string; initiallyCollapsed: boolean }) {
  const [collapsed, setCollapsed] = useState(initiallyCollapsed)
  const label = collapsed ? 'Widen the rail' : 'Collapse the rail'

  function toggle() {
    setCollapsed(!collapsed)
    savePreference('rail', collapsed ? 'wide' : 'icons')
  }
  useShortcut('mod+b', toggle, { description: 'Collapse or widen the rail', group: 'Everywhere' })

  return (
    <nav
      aria-label="Main"
      className={classNames(
        'flex shrink-0 flex-col gap-1 border-line border-r px-2 py-3 max-md:hidden',
        collapsed ? 'w-[49px]' : 'w-[220px]',
      )}
    >
      <Link
        href={routes.overview(environment)}
        className="mb-2 flex h-8 items-center gap-2 rounded-md px-1.5 font-semibold text-14"
      >
        <Logo className="size-5 shrink-0 text-accent" />
        <span className={collapsed ? 'sr-only' : undefined}>Signalbox</span>
      </Link>
      <NavLinks environment={environment} collapsed={collapsed} />
      <div className="mt-auto">
        <IconButton label={label} shortcut="Ctrl B" onClick={toggle} aria-expanded={!collapsed}>
          {collapsed ? <PanelLeftOpen /> : <PanelLeftClose />}
        </IconButton>
      </div>
    </nav>
  )
}
