'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { DeferredCode } from '@/components/ui/deferred-code'
import { useDeferred } from '@/components/ui/use-deferred'
import { DESTINATIONS, type Destination } from './destinations'
import { EnvironmentBadge, type EnvironmentSlug } from './environment-badge'
import { LiveIndicator } from './live-indicator'
import { MobileNav } from './mobile-nav'
import { shortcutRegistry } from './page-shortcuts'
import { Rail } from './rail'
import { SearchButton } from './search-button'
import { ThemeSwitch } from './theme-switch'
import { TimeSwitch } from './time-switch'
import { useShortcut } from './use-shortcut'
import { UserMenu } from './user-menu'

const paletteCode = new DeferredCode(() => import('./command-palette'))
const helpCode = new DeferredCode(() => import('./help-sheet'))

type ShellProps = { environment: string; slug: EnvironmentSlug; railCollapsed: boolean; children: ReactNode }

/** The furniture around every page of the console. */
export function Shell({ environment, slug, railCollapsed, children }: ShellProps) {
  const [paletteOpen, setPaletteOpen] = useState(false)
  const [helpOpen, setHelpOpen] = useState(false)
  const palette = useDeferred(paletteCode, paletteOpen, () => setPaletteOpen(false))
  const help = useDeferred(helpCode, helpOpen, () => setHelpOpen(false))
  useEffect(() => {
    window.addEventListener('keydown', shortcutRegistry.handle)
    return () => window.removeEventListener('keydown', shortcutRegistry.handle)
  }, [])
  useShortcut('mod+k', () => setPaletteOpen(true), { description: 'Search and commands', group: 'Everywhere' })
  useShortcut('?', () => setHelpOpen(true), { description: 'Show the keys', group: 'Everywhere' })

  return (
    <div className="flex h-dvh overflow-hidden">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-16 rounded-md border border-line bg-panel px-3 py-1.5 text-13 focus:translate-y-0"
      >
        Skip to the page
      </a>
      {DESTINATIONS.map((destination) => (
        <GoTo key={destination.label} destination={destination} environment={environment} />
      ))}
      <Rail environment={environment} initiallyCollapsed={railCollapsed} />
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-3 sm:px-4">
          <MobileNav environment={environment} />
          <EnvironmentBadge slug={slug} />
          <SearchButton onOpen={() => setPaletteOpen(true)} />
          <div className="ml-auto flex shrink-0 items-center gap-0.5">
            <LiveIndicator />
            <TimeSwitch />
            <ThemeSwitch />
            <UserMenu environment={environment} onShowHelp={() => setHelpOpen(true)} />
          </div>
        </header>
        <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none">
          {children}
        </main>
      </div>
      {palette && <palette.CommandPalette environment={environment} open={paletteOpen} onOpenChange={setPaletteOpen} />}
      {help && <help.HelpSheet open={helpOpen} onOpenChange={setHelpOpen} />}
    </div>
  )
}

function GoTo({ destination, environment }: { destination: Destination; environment: string }) {
  const router = useRouter()
  useShortcut(destination.keys, () => router.push(destination.href(environment)), {
    description: destination.label,
    group: 'Go to',
  })
  return null
}
