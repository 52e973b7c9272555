'use client'

import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Input } from '@/components/ui/input'
import { runIdIn } from '@/lib/run-id-in'

type RunIdFormProps = {
  label: string
  placeholder: string
  onRunId: (runId: string) => void
  /** The buttons behind the field; one of them submits. */
  children: ReactNode
}

/** Takes the id of a run, typed or pasted with whatever stands around it. */
export function RunIdForm({ label, placeholder, onRunId, children }: RunIdFormProps) {
  const errorId = useId()
  const [error, setError] = useState<string>()

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const runId = runIdIn(String(new FormData(form).get('run')))
    setError(runId ? undefined : 'This is not a run id. One looks like run_ followed by letters and digits.')
    if (!runId) return
    form.reset()
    onRunId(runId)
  }

  return (
    <form onSubmit={submit} className="flex w-full flex-wrap items-start gap-2 text-left">
      <div className="min-w-40 max-w-80 grow basis-40">
        <Input
          name="run"
          aria-label={label}
          aria-invalid={error ? true : undefined}
          aria-describedby={errorId}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
        <p id={errorId} role="alert" className="mt-1 text-12 text-bad empty:hidden">
          {error}
        </p>
      </div>
      {children}
    </form>
  )
}
