'use client'

import { Field as Base } from '@base-ui/react/field'
import type { ReactElement, ReactNode } from 'react'

type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  /** What is wrong with the value and how to mend it; tied to the control for screen readers. */
  error?: string | undefined
  /** An Input, Textarea or other control that takes an id. */
  children: ReactElement
}

/** Label, control, hint and error as one thing. */
export function Field({ label, hint, error, children }: FieldProps) {
  return (
    <Base.Root invalid={Boolean(error)} className="flex flex-col gap-1">
      <Base.Label className="font-medium text-13 text-text">{label}</Base.Label>
      <Base.Control render={children} />
      {hint && <Base.Description className="text-12 text-muted">{hint}</Base.Description>}
      <Base.Error match={Boolean(error)} className="text-12 text-bad">
        {error}
      </Base.Error>
    </Base.Root>
  )
}
