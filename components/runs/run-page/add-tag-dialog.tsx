'use client'

import { type FormEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { RunDetail } from '@/lib/runs/run'
import { MAX_TAG_LENGTH, MAX_TAGS } from '@/lib/runs/run-limits'

type AddTagDialogProps = {
  run: RunDetail
  busy: boolean
  onClose: () => void
  onAdd: (tag: string) => void
}

export function AddTagDialog({ run, busy, onClose, onAdd }: AddTagDialogProps) {
  const input = useRef<HTMLInputElement>(null)
  const [error, setError] = useState<string>()

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const tag = String(new FormData(event.currentTarget).get('tag')).trim()
    const problem = problemWith(tag, run.tags)
    setError(problem)
    if (problem === undefined) onAdd(tag)
  }

  return (
    <Dialog
      size="sm"
      title="Add a tag"
      description={`${run.tags.length} of ${MAX_TAGS} tags used`}
      open
      onOpenChange={(next) => !next && onClose()}
      initialFocus={input}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form="add-tag" variant="primary" busy={busy}>
            Add tag
          </Button>
        </>
      }
    >
      <form id="add-tag" onSubmit={submit}>
        <Field label="Tag" hint="For example customer:acme. A tag cannot be removed from a run." error={error}>
          <Input ref={input} name="tag" maxLength={MAX_TAG_LENGTH} autoComplete="off" spellCheck={false} />
        </Field>
      </form>
    </Dialog>
  )
}

function problemWith(tag: string, tags: string[]): string | undefined {
  if (tag === '') return 'Write a tag.'
  if (tags.includes(tag)) return 'The run has this tag already.'
  return tags.length >= MAX_TAGS ? `A run can have ${MAX_TAGS} tags, and this one has them.` : undefined
}
