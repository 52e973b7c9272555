import { LayoutDashboard, List, type LucideIcon, Settings } from 'lucide-react'
import type { Route } from 'next'
import { routes } from '@/lib/routes'

export type Destination = { label: string; icon: LucideIcon; keys: string; href: (environment: string) => Route }

/** Every place of the console, in the order of the rail. */
export const DESTINATIONS: readonly Destination[] = [
  { label: 'Overview', icon: LayoutDashboard, keys: 'g o', href: routes.overview },
  { label: 'Runs', icon: List, keys: 'g r', href: routes.runs },
  { label: 'Settings', icon: Settings, keys: 'g ,', href: routes.settings },
]

/** Overview is the root of all others, so only it has to match exactly. */
export function isCurrent(destination: Destination, environment: string, pathname: string): boolean {
  const href = destination.href(environment)
  if (pathname === href) return true
  return href !== routes.overview(environment) && pathname.startsWith(`${href}/`)
}
