'use client'

import { CircleUser, Keyboard, LogOut, UserRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useSessionUser } from '@/components/auth/session-user'
import { useSignOut } from '@/components/auth/use-sign-out'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu'
import { ROLE_FACTS } from '@/lib/auth/role-facts'
import { routes } from '@/lib/routes'

export function UserMenu({ environment, onShowHelp }: { environment: string; onShowHelp: () => void }) {
  const user = useSessionUser()
  const router = useRouter()
  const signOut = useSignOut()
  const trigger = (
    <Button variant="ghost" size="icon" aria-label={`Account of ${user.name}`}>
      <CircleUser />
    </Button>
  )
  return (
    <Menu trigger={trigger} align="end">
      <MenuLabel>
        <span className="block font-medium text-13 text-text">{user.name}</span>
        <span className="block">{user.email}</span>
        <span className="block">{ROLE_FACTS[user.role].label}</span>
      </MenuLabel>
      <MenuSeparator />
      <MenuItem onClick={() => router.push(routes.settings(environment))}>
        <UserRound /> Your account
      </MenuItem>
      <MenuItem onClick={onShowHelp} shortcut="?">
        <Keyboard /> Keys
      </MenuItem>
      <MenuSeparator />
      <MenuItem onClick={signOut}>
        <LogOut /> Sign out
      </MenuItem>
    </Menu>
  )
}
