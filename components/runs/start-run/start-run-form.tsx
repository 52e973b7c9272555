'use client'

import type { RefObject } from 'react'
import type { Task } from '@/lib/tasks/task'
import { PayloadEditor } from './payload-editor'
import { RunOptionsFields, type RunOptionTexts } from './run-options-fields'
import { UploadField } from './upload-field'
import { useFileUpload } from './use-file-upload'

export interface StartRunDraft {
  payload: string
  options: RunOptionTexts
}

interface StartRunFormProps {
  environment: string
  task: Task
  draft: StartRunDraft
  onChange: (change: (draft: StartRunDraft) => StartRunDraft) => void
  fieldErrors: Record<string, string[]>
  payloadField: RefObject<HTMLTextAreaElement | null>
}

/** Payload and options of one task. A task that reads an upload takes a file first. */
export function StartRunForm({ environment, task, draft, onChange, fieldErrors, payloadField }: StartRunFormProps) {
  const setUploadId = (uploadId: string) =>
    onChange((now) => ({ ...now, payload: withUploadId(now.payload, uploadId) }))
  const file = useFileUpload(environment, setUploadId)
  const reset = () => {
    file.reset()
    setUploadId('')
  }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {task.takesUpload && <UploadField {...file} reset={reset} />}
      <PayloadEditor
        text={draft.payload}
        onChange={(payload) => onChange((now) => ({ ...now, payload }))}
        refusal={fieldErrors.payload?.[0]}
        field={payloadField}
      />
      <RunOptionsFields
        options={draft.options}
        onChange={(options) => onChange((now) => ({ ...now, options }))}
        errors={fieldErrors}
      />
    </div>
  )
}

/** Puts the id into whatever the person has written; a text that is no JSON object is replaced. */
export function withUploadId(payload: string, uploadId: string): string {
  let value: unknown
  try {
    value = JSON.parse(payload)
  } catch {
    value = {}
  }
  const record = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  return JSON.stringify({ ...record, uploadId }, null, 2)
}
