'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { MAX_TAGS } from '@/lib/runs/run-limits'

export interface RunOptionTexts {
  tags: string
  delay: string
  idempotencyKey: string
  isTest: boolean
}

export const NO_OPTIONS: RunOptionTexts = { tags: '', delay: '', idempotencyKey: '', isTest: false }

interface RunOptionsFieldsProps {
  options: RunOptionTexts
  onChange: (options: RunOptionTexts) => void
  errors: Record<string, string[]>
}

export function RunOptionsFields({ options, onChange, errors }: RunOptionsFieldsProps) {
  const set = (part: Partial<RunOptionTexts>) => onChange({ ...options, ...part })
  return (
    <details className="group" open={Object.keys(errors).some((name) => name in NO_OPTIONS) || undefined}>
      <summary className="cursor-pointer py-1 font-medium text-13 text-muted hover:text-text">Options</summary>
      <div className="grid gap-3 pt-2 sm:grid-cols-2">
        <Field label="Tags" hint={`Separated by commas, up to ${MAX_TAGS}`} error={errors.tags?.[0]}>
          <Input
            value={options.tags}
            placeholder="customer:acme"
            onChange={(event) => set({ tags: event.target.value })}
          />
        </Field>
        <Field label="Delay" hint="10m, 2h30m, or a date" error={errors.delay?.[0]}>
          <Input
            value={options.delay}
            placeholder="Starts at once"
            onChange={(event) => set({ delay: event.target.value })}
          />
        </Field>
        <Field
          label="Idempotency key"
          hint="A second start with the same key gives the first run"
          error={errors.idempotencyKey?.[0]}
        >
          <Input
            value={options.idempotencyKey}
            placeholder="None"
            onChange={(event) => set({ idempotencyKey: event.target.value })}
          />
        </Field>
        {/* biome-ignore lint/a11y/noLabelWithoutControl: Base UI's checkbox brings its own hidden input */}
        <label className="flex items-center gap-2 self-center text-13">
          <Checkbox checked={options.isTest} onCheckedChange={(isTest) => set({ isTest })} />
          Mark as a test run
        </label>
      </div>
    </details>
  )
}

export function tagsOf(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim())
  return [...new Set(tags)].filter((tag) => tag !== '')
}
