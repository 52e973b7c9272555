'use client'

import { type FormEvent, useState } from 'react'
import { useHydrated } from '@/components/layout/use-hydrated'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult, FailedResult } from '@/lib/action-result'
import { orUnreachable } from '@/lib/or-unreachable'
import { routes } from '@/lib/routes'
import { FormError } from './form-error'

type NewAccountFormProps = { token: string; submit: (input: unknown) => Promise<ActionResult<null>> }

/** Name, email and password for a link that creates an account; signs in and opens the console. */
export function NewAccountForm({ token, submit }: NewAccountFormProps) {
  const hydrated = useHydrated()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<FailedResult>()
  const errorOf = (field: string) => failure?.fieldErrors?.[field]?.[0]

  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    const result = await orUnreachable(submit({ token, ...Object.fromEntries(form) }))
    if (result.ok) return location.assign(routes.home())
    setFailure(result)
    setBusy(false)
  }

  return (
    <form method="post" onSubmit={create} noValidate className="flex flex-col gap-4">
      <FormError>{failure && !failure.fieldErrors && failure.message}</FormError>
      <Field label="Your name" error={errorOf('name')}>
        <Input name="name" autoComplete="name" autoFocus className="h-10" />
      </Field>
      <Field label="Email" error={errorOf('email')}>
        <Input name="email" type="email" autoComplete="username" className="h-10" />
      </Field>
      <Field label="Password" hint="At least 10 characters." error={errorOf('password')}>
        <Input name="password" type="password" autoComplete="new-password" className="h-10" />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={busy} disabled={!hydrated}>
        {busy ? 'Creating the account…' : 'Create account'}
      </Button>
    </form>
  )
}
