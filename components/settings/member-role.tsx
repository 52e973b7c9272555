'use client'

import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/use-toast'
import { ROLES, type Role } from '@/lib/auth/permissions'
import { ROLE_FACTS } from '@/lib/auth/role-facts'
import { changeMemberRole } from '@/lib/members/actions'
import type { Member } from '@/lib/members/member'
import { orUnreachable } from '@/lib/or-unreachable'

const ITEMS = ROLES.map((role) => ({ value: role, label: ROLE_FACTS[role].label }))

/** Takes effect at once, with an undo: a role is easily set back. */
export function MemberRole({ member }: { member: Member }) {
  const toast = useToast()
  const router = useRouter()
  const [, startTransition] = useTransition()
  const [shown, setShown] = useOptimistic(member.role)

  function change(role: Role, undo?: Role) {
    startTransition(async () => {
      setShown(role)
      const result = await orUnreachable(changeMemberRole({ memberId: member.id, role }))
      router.refresh()
      if (!result.ok) {
        return void toast({ kind: 'error', title: result.message, description: `${result.code} ${result.errorId}` })
      }
      toast({
        kind: 'success',
        title: `${member.name} is now ${ROLE_FACTS[role].label.toLowerCase()}`,
        ...(undo && { action: { label: 'Undo', onClick: () => change(undo) } }),
      })
    })
  }

  return (
    <Select
      items={ITEMS}
      value={shown}
      onValueChange={(role) => role !== shown && change(role, shown)}
      label={`Role of ${member.name}`}
      className="w-32"
    />
  )
}
