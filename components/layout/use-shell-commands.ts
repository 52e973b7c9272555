'use client'

import { Clock, LogOut, Monitor, Moon, Play, Sun, UserRound, Users } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useCan } from '@/components/auth/session-user'
import { useSignOut } from '@/components/auth/use-sign-out'
import { routes } from '@/lib/routes'
import type { Command } from './commands'
import { DESTINATIONS } from './destinations'
import { useTheme } from './theme'
import { useTimeFormat } from './time-format'

/** What the palette offers on every page: all places, and what one may do from anywhere. */
export function useShellCommands(environment: string): Command[] {
  const router = useRouter()
  const signOut = useSignOut()
  const canStart = useCan('runs:trigger')
  const go = (href: Parameters<typeof router.push>[0]) => () => router.push(href)
  const places = DESTINATIONS.map(
    ({ label, icon, keys, href }): Command => ({
      id: label,
      label,
      icon,
      keys,
      group: 'Go to',
      run: go(href(environment)),
    }),
  )
  const start: Command = {
    id: 'start',
    label: 'Start a run',
    group: 'Do',
    icon: Play,
    keywords: 'trigger test new task',
    run: go(routes.startRun(environment)),
  }
  return [
    ...places,
    {
      id: 'members',
      label: 'Members',
      group: 'Go to',
      icon: Users,
      keywords: 'people invite roles',
      run: go(routes.members(environment)),
    },
    {
      id: 'audit',
      label: 'Audit log',
      group: 'Go to',
      icon: UserRound,
      keywords: 'who did what history',
      run: go(routes.audit(environment)),
    },
    ...(canStart ? [start] : []),
    { id: 'sign-out', label: 'Sign out', group: 'Do', icon: LogOut, keywords: 'log out leave', run: signOut },
    ...useLookCommands(),
  ]
}

function useLookCommands(): Command[] {
  const { setTheme } = useTheme()
  const { setMode } = useTimeFormat()
  const look = (id: string, label: string, icon: Command['icon'], run: () => void): Command => ({
    id,
    label,
    icon,
    run,
    group: 'Look',
    keywords: 'theme appearance time zone',
  })
  return [
    look('theme-light', 'Light theme', Sun, () => setTheme('light')),
    look('theme-dark', 'Dark theme', Moon, () => setTheme('dark')),
    look('theme-system', 'Theme like the system', Monitor, () => setTheme('system')),
    look('time-relative', 'Relative times', Clock, () => setMode('relative')),
    look('time-local', 'Times in my zone', Clock, () => setMode('local')),
    look('time-utc', 'Times in UTC', Clock, () => setMode('utc')),
  ]
}
