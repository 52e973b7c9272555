'use client'

import { type FormEvent, useRef, useState } from 'react'
import { OptionSwitch } from '@/components/layout/option-switch'
import { useTimeFormat } from '@/components/layout/time-format'
import { useNow } from '@/components/layout/use-now'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { formatRelativeTime } from '@/lib/format/relative-time'
import { shortId } from '@/lib/format/short-id'
import type { RunDetail } from '@/lib/runs/run'
import { type StartMoment, startAfter, startAt, wallClock } from '@/lib/runs/trace/start-moment'

const WAYS = [
  { value: 'after', label: 'After a while' },
  { value: 'at', label: 'At a time' },
] as const
type Way = (typeof WAYS)[number]['value']

const SHORTCUTS = ['1m', '10m', '1h', '1d']

type RescheduleDialogProps = {
  run: RunDetail
  busy: boolean
  /** What the server said against the last try. */
  refusal: string | null
  onClose: () => void
  onReschedule: (start: StartMoment) => void
}

/** Another start for a run that still waits for its time. */
export function RescheduleDialog({ run, busy, refusal, onClose, onReschedule }: RescheduleDialogProps) {
  const { timeZone, formatExact } = useTimeFormat()
  const now = useNow()
  const [way, setWay] = useState<Way>('after')
  const [after, setAfter] = useState('10m')
  const [clock, setClock] = useState(() => wallClock(run.delayedUntil ?? now, timeZone))
  const input = useRef<HTMLInputElement>(null)
  const start = way === 'after' ? startAfter(after, now) : startAt(clock, timeZone)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (start) onReschedule(start)
  }

  return (
    <Dialog
      open
      size="sm"
      title={`Reschedule run ${shortId(run.id)}`}
      description={
        run.delayedUntil
          ? `It starts at ${formatExact(run.delayedUntil)} now, ${formatRelativeTime(run.delayedUntil, now)}.`
          : undefined
      }
      onOpenChange={(open) => !open && onClose()}
      initialFocus={input}
      footer={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" form="reschedule" variant="primary" busy={busy} disabled={start === null}>
            Reschedule
          </Button>
        </>
      }
    >
      <form id="reschedule" onSubmit={submit} className="flex flex-col gap-3">
        <OptionSwitch label="Start the run" options={WAYS} value={way} onChange={setWay} />
        {way === 'after' ? (
          <div className="flex flex-col gap-1.5">
            <Field
              label="How long from now"
              hint="For example 30s, 10m, 2h30m or 1d"
              error={start === null ? 'Write a duration such as 10m, 2h30m or 1d.' : undefined}
            >
              <Input
                ref={input}
                value={after}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setAfter(event.target.value)}
              />
            </Field>
            <div className="flex flex-wrap gap-1.5">
              {SHORTCUTS.map((text) => (
                <Button key={text} size="sm" aria-pressed={after === text} onClick={() => setAfter(text)}>
                  {text}
                </Button>
              ))}
            </div>
          </div>
        ) : (
          <Field
            label="Date and time"
            hint={`In ${timeZone.replaceAll('_', ' ')}`}
            error={start === null ? 'Choose a date and a time.' : undefined}
          >
            <Input ref={input} type="datetime-local" value={clock} onChange={(event) => setClock(event.target.value)} />
          </Field>
        )}
        <p role="status" className="min-h-5 text-13 text-muted">
          {start && outcome(start, now, formatExact)}
        </p>
        {refusal && (
          <p role="alert" className="rounded-md border border-bad/40 bg-bad-soft px-3 py-2 text-13 text-bad">
            {refusal}
          </p>
        )}
      </form>
    </Dialog>
  )
}

function outcome({ at }: StartMoment, now: Date, formatExact: (moment: Date) => string): string {
  if (at.getTime() <= now.getTime()) return 'This time has passed: the run is queued at once.'
  return `Starts at ${formatExact(at)}, ${formatRelativeTime(at, now)}.`
}
