'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { useToast } from '@/components/ui/use-toast'
import { signOutEverywhere } from '@/lib/auth/actions'
import { orUnreachable } from '@/lib/or-unreachable'
import { routes } from '@/lib/routes'

export function SignOutEverywhere() {
  const toast = useToast()
  const [busy, setBusy] = useState(false)

  async function signOut() {
    setBusy(true)
    const result = await orUnreachable(signOutEverywhere({}))
    if (result.ok) return location.assign(routes.signIn())
    setBusy(false)
    toast({ kind: 'error', title: result.message, description: `${result.code} ${result.errorId}` })
  }

  return (
    <Card className="flex flex-wrap items-center justify-between gap-3 px-4 py-4">
      <div>
        <h2 className="font-medium text-14">Sign out everywhere</h2>
        <p className="text-13 text-muted">Ends every session of yours, on every device, this one too.</p>
      </div>
      <Button variant="danger" busy={busy} onClick={signOut}>
        Sign out everywhere
      </Button>
    </Card>
  )
}
