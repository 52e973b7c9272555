'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { classNames } from '@/components/ui/class-names'
import { Tooltip } from '@/components/ui/tooltip'
import { DESTINATIONS, isCurrent } from './destinations'

type NavLinksProps = { environment: string; collapsed?: boolean; onNavigate?: () => void }

export function NavLinks({ environment, collapsed = false, onNavigate }: NavLinksProps) {
  const pathname = usePathname()
  return (
    <ul className="flex flex-col gap-0.5">
      {DESTINATIONS.map((destination) => {
        const current = isCurrent(destination, environment, pathname)
        const link = (
          <Link
            href={destination.href(environment)}
            aria-current={current ? 'page' : undefined}
            onClick={onNavigate}
            className={classNames(
              'flex h-8 items-center gap-2.5 rounded-md border border-transparent px-2 text-13 text-muted hover:bg-raised hover:text-text max-md:h-11 max-md:text-14',
              current && 'border-line bg-raised font-medium text-text',
            )}
          >
            <destination.icon aria-hidden className="size-4 shrink-0" />
            <span className={collapsed ? 'sr-only' : undefined}>{destination.label}</span>
          </Link>
        )
        return (
          <li key={destination.label}>
            <Tooltip content={destination.label} shortcut={destination.keys} side="right">
              {link}
            </Tooltip>
          </li>
        )
      })}
    </ul>
  )
}
