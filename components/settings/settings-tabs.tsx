'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useCan } from '@/components/auth/session-user'
import { classNames } from '@/components/ui/class-names'
import { routes } from '@/lib/routes'

export function SettingsTabs({ environment }: { environment: string }) {
  const pathname = usePathname()
  const seesMembers = useCan('members:read')
  const tabs = [
    { label: 'Your account', href: routes.settings(environment) },
    ...(seesMembers ? [{ label: 'Members', href: routes.members(environment) }] : []),
    { label: 'Audit log', href: routes.audit(environment) },
  ]
  return (
    <nav aria-label="Settings" className="flex gap-1 overflow-x-auto border-line border-b">
      {tabs.map(({ label, href }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? 'page' : undefined}
          className={classNames(
            '-mb-px flex h-10 items-center whitespace-nowrap border-transparent border-b-2 px-2 text-13 text-muted hover:text-text focus-visible:outline-offset-[-2px]',
            pathname === href && 'border-accent font-medium text-text',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
