'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { can, type Permission, type Role } from '@/lib/auth/permissions'

type SignedIn = { id: string; name: string; email: string; role: Role }

const Context = createContext<SignedIn | null>(null)

export function SessionUserProvider({ user, children }: { user: SignedIn; children: ReactNode }) {
  return <Context value={user}>{children}</Context>
}

export function useSessionUser(): SignedIn {
  const user = useContext(Context)
  if (!user) throw new Error('useSessionUser needs SessionUserProvider above it')
  return user
}

/** Whether to offer an action. It hides what would be refused; the action itself is what refuses. */
export const useCan = (permission: Permission): boolean => can(useSessionUser().role, permission)
