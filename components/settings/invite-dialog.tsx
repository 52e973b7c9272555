'use client'

import { UserPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { FormError } from '@/components/auth/form-error'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { FailedResult } from '@/lib/action-result'
import { inviteMember } from '@/lib/members/actions'
import { orUnreachable } from '@/lib/or-unreachable'
import { RoleChoice } from './role-choice'

/** Makes a link and shows it once. Nothing is sent by mail: whoever invites passes the link on. */
export function InviteDialog() {
  const router = useRouter()
  const formId = useId()
  const [busy, setBusy] = useState(false)
  const [link, setLink] = useState<string>()
  const [failure, setFailure] = useState<FailedResult>()

  function forget(open: boolean) {
    if (open) return
    setLink(undefined)
    setFailure(undefined)
  }

  async function invite(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setBusy(true)
    const result = await orUnreachable(inviteMember(Object.fromEntries(new FormData(event.currentTarget))))
    setBusy(false)
    setFailure(result.ok ? undefined : result)
    if (!result.ok) return
    setLink(result.data.link)
    router.refresh()
  }

  const trigger = (
    <Button variant="primary">
      <UserPlus /> Invite
    </Button>
  )
  const submit = (
    <Button type="submit" form={formId} variant="primary" busy={busy}>
      Create the link
    </Button>
  )
  return (
    <Dialog
      title="Invite somebody"
      description="The link works once and for 7 days."
      trigger={trigger}
      onOpenChange={forget}
      footer={link ? undefined : submit}
    >
      {link ? (
        <InvitationLink link={link} />
      ) : (
        <form id={formId} onSubmit={invite} className="flex flex-col gap-4">
          <FormError>{failure && !failure.fieldErrors && failure.message}</FormError>
          <RoleChoice name="role" initial="operator" />
          <Field label="For whom" hint="Only for you, to know this link again." error={failure?.fieldErrors?.note?.[0]}>
            <Input name="note" maxLength={80} autoComplete="off" />
          </Field>
        </form>
      )}
    </Dialog>
  )
}

function InvitationLink({ link }: { link: string }) {
  return (
    <div role="status">
      <p className="mb-2 text-13">Pass this link on. It is not shown again.</p>
      <div className="flex items-center gap-1 rounded-md border border-line bg-raised py-1 pr-1 pl-3">
        <code className="min-w-0 grow break-all font-mono text-12">{link}</code>
        <CopyButton text={link} label="Copy the link" />
      </div>
    </div>
  )
}
