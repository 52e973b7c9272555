'use client'

import { type FormEvent, type RefObject, useState } from 'react'
import { useCan } from '@/components/auth/session-user'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/action-result'
import { orUnreachable } from '@/lib/or-unreachable'
import { MAX_VIEW_NAME } from '@/lib/runs/views/run-view'

interface ViewFormProps {
  id: string
  initial: { name: string; shared: boolean }
  input: RefObject<HTMLInputElement | null>
  /** Resolves with what went wrong, if anything did. */
  onSubmit: (value: { name: string; shared: boolean }) => Promise<ActionResult<unknown>>
}

/** The name of a view and who sees it. */
export function ViewForm({ id, initial, input, onSubmit }: ViewFormProps) {
  const mayShare = useCan('views:share')
  const [problem, setProblem] = useState<string>()

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const name = String(form.get('name')).trim()
    if (name === '') return setProblem('Give the view a name.')
    const result = await orUnreachable(onSubmit({ name, shared: form.has('shared') }))
    if (!result.ok) setProblem(result.fieldErrors?.name?.[0] ?? result.message)
  }
  return (
    <form id={id} onSubmit={submit} className="flex min-w-0 flex-col gap-3">
      <Field label="Name" error={problem}>
        <Input ref={input} name="name" defaultValue={initial.name} maxLength={MAX_VIEW_NAME} autoComplete="off" />
      </Field>
      {mayShare && (
        <div className="flex items-center gap-2 text-13">
          <Checkbox id={`${id}-shared`} name="shared" defaultChecked={initial.shared} />
          <label htmlFor={`${id}-shared`}>Share with the team</label>
        </div>
      )}
    </form>
  )
}
