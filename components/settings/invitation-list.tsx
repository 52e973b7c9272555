'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTimeFormat } from '@/components/layout/time-format'
import { Button } from '@/components/ui/button'
import { useToast } from '@/components/ui/use-toast'
import { ROLE_FACTS } from '@/lib/auth/role-facts'
import { revokeInvitation } from '@/lib/members/actions'
import type { Invitation } from '@/lib/members/member'
import { orUnreachable } from '@/lib/or-unreachable'

/** The links that still work. */
export function InvitationList({ invitations }: { invitations: Invitation[] }) {
  if (invitations.length === 0) return null
  return (
    <section>
      <h2 className="mb-2 font-medium text-14">Open invitations</h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
        {invitations.map((invitation) => (
          <InvitationItem key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </section>
  )
}

function InvitationItem({ invitation }: { invitation: Invitation }) {
  const toast = useToast()
  const router = useRouter()
  const { formatExact } = useTimeFormat()
  const [busy, setBusy] = useState(false)
  const name = invitation.note ?? ROLE_FACTS[invitation.role].label

  async function revoke() {
    setBusy(true)
    const result = await orUnreachable(revokeInvitation({ invitationId: invitation.id }))
    router.refresh()
    if (result.ok) return void toast({ kind: 'success', title: `Invitation for ${name} revoked` })
    setBusy(false)
    toast({ kind: 'error', title: result.message, description: `${result.code} ${result.errorId}` })
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-48 grow">
        <p className="font-medium text-13">{name}</p>
        <p className="text-12 text-muted">
          {ROLE_FACTS[invitation.role].label} · by {invitation.invitedBy ?? 'a former member'} · works until{' '}
          <span className="tabular-nums">{formatExact(invitation.expiresAt)}</span>
        </p>
      </div>
      <Button size="sm" variant="danger" busy={busy} onClick={revoke}>
        Revoke
      </Button>
    </li>
  )
}
