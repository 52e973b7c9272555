'use client'

import { type RefObject, useId } from 'react'
import { Button } from '@/components/ui/button'
import { Textarea } from '@/components/ui/textarea'
import { parsePayload } from '@/lib/runs/parse-payload'

interface PayloadEditorProps {
  text: string
  onChange: (text: string) => void
  /** What the server said about the payload the last time. */
  refusal: string | undefined
  field: RefObject<HTMLTextAreaElement | null>
}

/** JSON in mono, checked while typing; the message leads to the place that is wrong. */
export function PayloadEditor({ text, onChange, refusal, field }: PayloadEditorProps) {
  const id = useId()
  const parsed = parsePayload(text)
  const message = parsed.ok ? refusal : parsed.message
  const position = parsed.ok ? null : parsed.position
  const goToError = () => {
    if (!position) return
    const offset =
      text
        .split('\n')
        .slice(0, position.line - 1)
        .join('\n').length +
      position.column -
      (position.line === 1 ? 1 : 0)
    field.current?.focus()
    field.current?.setSelectionRange(offset, offset + 1)
  }
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between">
        <label htmlFor={id} className="font-medium text-13">
          Payload
        </label>
        <Button
          variant="ghost"
          size="sm"
          disabled={!parsed.ok || text.trim() === ''}
          onClick={() => parsed.ok && onChange(JSON.stringify(parsed.value, null, 2))}
        >
          Format
        </Button>
      </div>
      <Textarea
        ref={field}
        id={id}
        rows={9}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={message !== undefined || undefined}
        aria-describedby={`${id}-message`}
        className="resize-y font-mono text-12 leading-[18px]"
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-message`} role="status" className="min-h-[18px] text-12 text-bad">
        {message}
        {position && (
          <button type="button" className="ml-2 underline" onClick={goToError}>
            Go there
          </button>
        )}
      </p>
    </div>
  )
}
