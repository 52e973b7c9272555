'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { IconButton } from '@/components/ui/icon-button'
import { useToast } from '@/components/ui/use-toast'
import { removeMember } from '@/lib/members/actions'
import type { Member } from '@/lib/members/member'
import { orUnreachable } from '@/lib/or-unreachable'

export function RemoveMember({ member, isOwn }: { member: Member; isOwn: boolean }) {
  const toast = useToast()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)

  async function remove() {
    setBusy(true)
    const result = await orUnreachable(removeMember({ memberId: member.id }))
    setBusy(false)
    setOpen(false)
    router.refresh()
    if (result.ok) toast({ kind: 'success', title: `${member.name} removed` })
    else toast({ kind: 'error', title: result.message, description: `${result.code} ${result.errorId}` })
  }

  const trigger = (
    <IconButton label={`Remove ${member.name}`}>
      <Trash2 />
    </IconButton>
  )
  return (
    <Dialog
      title={isOwn ? 'Remove your own account?' : `Remove ${member.name}?`}
      description="This cannot be undone."
      size="sm"
      trigger={trigger}
      open={open}
      onOpenChange={setOpen}
      footer={
        <>
          <DialogClose render={<Button>Keep the account</Button>} />
          <Button variant="danger" busy={busy} onClick={remove}>
            Remove {isOwn ? 'my account' : member.name}
          </Button>
        </>
      }
    >
      <p className="text-13">
        {isOwn ? 'You are' : `${member.name} is`} signed out everywhere and cannot sign in again. The runs that{' '}
        {isOwn ? 'you' : 'they'} started and the audit log stay.
      </p>
    </Dialog>
  )
}
