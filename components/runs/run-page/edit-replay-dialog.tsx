'use client'

import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { Textarea } from '@/components/ui/textarea'
import { parsePayload } from '@/lib/runs/parse-payload'
import type { RunDetail } from '@/lib/runs/run'
import { parseJsonOrText, printExactJson } from '@/lib/runs/trace/exact-json'
import { REDACTED } from '@/lib/runs/trace/redacted'
import { runDataOptions } from '@/lib/runs/trace/trace-options'
import { JsonTree } from './json-tree'
import { QueryFailure } from './query-failure'
import { SecretsNote } from './secrets-note'
import { useRevealedData } from './use-revealed-data'

type EditReplayDialogProps = {
  environment: string
  run: RunDetail
  busy: boolean
  onClose: () => void
  onStart: (payload: string, requestKey: string) => void
}

/** A new run of the same task with another payload: the previous one stands beside the editor. */
export function EditReplayDialog({ environment, run, busy, onClose, onStart }: EditReplayDialogProps) {
  const query = useQuery(runDataOptions(environment, run.id, 'payload'))
  const [edited, setEdited] = useState<string>()
  // Pressing the button twice must start one run.
  const [requestKey] = useState(() => crypto.randomUUID())
  const editor = useRef<HTMLTextAreaElement>(null)
  const revealed = useRevealedData(environment, run.id, 'payload')
  const hidden = query.data?.hiddenCount ?? 0
  const before = revealed.data?.text ?? query.data?.text ?? '{}'
  const text = edited ?? pretty(before)
  const parsed = parsePayload(text)
  // A run started with the words that stand for a secret would fail in a way that nobody understands.
  const hasHoles = hidden > 0 && text.includes(JSON.stringify(REDACTED))
  const ready = query.isSuccess && parsed.ok && !hasHoles

  return (
    <Dialog
      open
      size="lg"
      title="Replay with an edited payload"
      description={`Starts a new run of ${run.taskId} with the same tags. This run stays as it is.`}
      onOpenChange={(next) => !next && onClose()}
      initialFocus={editor}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" busy={busy} disabled={!ready} onClick={() => onStart(text, requestKey)}>
            Start the run
          </Button>
        </>
      }
    >
      {query.isError && <QueryFailure what="payload" query={query} />}
      {query.isPending && <Skeleton className="h-80 w-full" />}
      {query.isSuccess && (
        <div className="grid gap-4 sm:grid-cols-2">
          <section className="flex min-w-0 flex-col gap-1">
            <h3 className="font-medium text-13 text-muted">Payload of this run</h3>
            <JsonTree value={parseJsonOrText(before)} label="Payload of this run" className="h-80" />
          </section>
          <section className="flex min-w-0 flex-col gap-1">
            <label htmlFor="edited-payload" className="font-medium text-13">
              New payload (JSON)
            </label>
            <Textarea
              id="edited-payload"
              ref={editor}
              value={text}
              spellCheck={false}
              aria-invalid={!parsed.ok}
              aria-describedby="edited-payload-problem"
              className="h-80 resize-none font-mono text-12"
              onChange={(event) => setEdited(event.target.value)}
            />
          </section>
          <div className="flex flex-col gap-2 sm:col-span-2">
            <p id="edited-payload-problem" role="status" className="min-h-5 text-13 text-bad">
              {parsed.ok ? hasHoles && `Put values in the place of ${REDACTED}, or reveal them.` : parsed.message}
            </p>
            {hidden > 0 && <SecretsNote count={hidden} revealed={revealed} />}
          </div>
        </div>
      )}
    </Dialog>
  )
}

function pretty(text: string): string {
  return printExactJson(parseJsonOrText(text))
}
