'use client'

import type { Route } from 'next'
import { type FormEvent, useState } from 'react'
import { useHydrated } from '@/components/layout/use-hydrated'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { FormError } from './form-error'
import { signIn } from './sign-in'

export function SignInForm({ next }: { next: Route }) {
  const hydrated = useHydrated()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    const problem = await signIn(String(form.get('email')), String(form.get('password')))
    // A whole page load, so that nothing drawn for a stranger stays in memory.
    if (!problem) return location.assign(next)
    setError(problem)
    setBusy(false)
  }

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{error}</FormError>
      <Field label="Email">
        <Input name="email" type="email" autoComplete="username" required autoFocus className="h-10" />
      </Field>
      <Field label="Password">
        <Input name="password" type="password" autoComplete="current-password" required className="h-10" />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={busy} disabled={!hydrated}>
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}
