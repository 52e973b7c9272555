'use client'

import { type FormEvent, useState } from 'react'
import { FormError } from '@/components/auth/form-error'
import { useHydrated } from '@/components/layout/use-hydrated'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useToast } from '@/components/ui/use-toast'
import type { FailedResult } from '@/lib/action-result'
import { changePassword } from '@/lib/auth/actions'
import { orUnreachable } from '@/lib/or-unreachable'

export function PasswordForm() {
  const toast = useToast()
  const hydrated = useHydrated()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<FailedResult>()

  async function change(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    setBusy(true)
    const result = await orUnreachable(changePassword(Object.fromEntries(new FormData(form))))
    setBusy(false)
    setFailure(result.ok ? undefined : result)
    if (!result.ok) return
    form.reset()
    toast({ kind: 'success', title: 'Password changed', description: 'Your other sessions are signed out.' })
  }

  return (
    <Card className="px-4 py-4">
      <h2 className="mb-3 font-medium text-14">Change your password</h2>
      <form method="post" onSubmit={change} noValidate className="flex flex-col gap-3">
        <FormError>{failure && !failure.fieldErrors && failure.message}</FormError>
        <Field label="Present password" error={failure?.fieldErrors?.currentPassword?.[0]}>
          <Input name="currentPassword" type="password" autoComplete="current-password" />
        </Field>
        <Field label="New password" hint="At least 10 characters." error={failure?.fieldErrors?.newPassword?.[0]}>
          <Input name="newPassword" type="password" autoComplete="new-password" />
        </Field>
        <Button type="submit" busy={busy} disabled={!hydrated} className="self-start">
          Change password
        </Button>
      </form>
    </Card>
  )
}
