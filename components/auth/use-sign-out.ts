'use client'

import { useToast } from '@/components/ui/use-toast'
import { signOut } from './sign-out'

export function useSignOut(): () => Promise<void> {
  const toast = useToast()
  return async () => {
    if (await signOut()) return
    const description = 'Signalbox cannot be reached. You are still signed in; try again.'
    toast({ kind: 'error', title: 'Not signed out', description })
  }
}
