'use client'

import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { Skeleton } from '@/components/ui/skeleton'
import { AppError } from '@/lib/errors'
import { parseDelay } from '@/lib/runs/parse-delay'
import { parsePayload } from '@/lib/runs/parse-payload'
import type { Task } from '@/lib/tasks/task'
import { taskListOptions } from '@/lib/tasks/task-options'
import { IndexErrorNote } from './index-error-note'
import { NO_OPTIONS, tagsOf } from './run-options-fields'
import { type StartRunDraft, StartRunForm, withUploadId } from './start-run-form'
import { TaskPicker } from './task-picker'
import { useStartRun } from './use-start-run'

interface StartRunDialogProps {
  environment: string
  /** Chosen from the start, where the dialog was opened for one task. */
  taskId: string | null
  onClose: () => void
  onStarted: () => void
}

export function StartRunDialog({ environment, taskId, onClose, onStarted }: StartRunDialogProps) {
  const list = useQuery(taskListOptions(environment))
  const tasks = list.data?.tasks ?? []
  const [chosenId, setChosenId] = useState(taskId)
  const [drafts, setDrafts] = useState<Record<string, StartRunDraft>>({})
  const payloadField = useRef<HTMLTextAreaElement>(null)
  const { busy, message, fieldErrors, submit } = useStartRun(environment, () => {
    onClose()
    onStarted()
  })
  const task = tasks.find((one) => one.id === chosenId) ?? tasks.find((one) => !one.scheduled) ?? null
  const draft = task && (drafts[task.id] ?? firstDraft(task))
  const obstacle = task && draft ? obstacleTo(task, draft) : 'Choose a task.'
  const start = () => {
    if (!task || !draft || obstacle !== null || busy) return
    const { tags, delay, ...options } = draft.options
    const startAt = parseDelay(delay.trim()) ?? delay
    void submit({ taskId: task.id, payload: draft.payload, ...options, delay: startAt, tags: tagsOf(tags) })
  }

  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title="Start a run"
      footer={
        <>
          <p role="alert" className="mr-auto min-w-0 self-center break-words text-12 text-bad">
            {message}
          </p>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            busy={busy}
            disabled={obstacle !== null}
            title={obstacle ?? undefined}
            onClick={start}
          >
            {busy ? 'Starting…' : 'Start run'}
            <Kbd className="border-on-accent/40 bg-transparent text-on-accent max-sm:hidden">Ctrl ↵</Kbd>
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter from any field submits, as in every editor */}
      <div
        className="min-h-[440px]"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) start()
        }}
      >
        {list.data?.indexError && <IndexErrorNote error={list.data.indexError} />}
        {list.isError && <ListFailure error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Skeleton className="h-80 w-full" />}
        {list.isSuccess && tasks.length === 0 && (
          <p className="text-13 text-muted">
            No worker has registered a task yet. Start one, or write a task in trigger/.
          </p>
        )}
        {task && draft && (
          <div className="grid gap-4 sm:grid-cols-[240px_minmax(0,1fr)]">
            <TaskPicker tasks={tasks} chosen={task} onChoose={(next) => setChosenId(next.id)} />
            <StartRunForm
              key={task.id}
              environment={environment}
              task={task}
              draft={draft}
              onChange={(change) =>
                setDrafts((all) => ({ ...all, [task.id]: change(all[task.id] ?? firstDraft(task)) }))
              }
              fieldErrors={fieldErrors}
              payloadField={payloadField}
            />
          </div>
        )}
        {list.data?.source === 'seen' && tasks.length > 0 && (
          <p className="mt-3 text-12 text-muted">
            This server does not list its tasks; these are the ones that have run here.
          </p>
        )}
      </div>
    </Dialog>
  )
}

function firstDraft(task: Task): StartRunDraft {
  const payload = task.takesUpload ? withUploadId(task.samplePayload, '') : task.samplePayload
  return { payload, options: NO_OPTIONS }
}

function obstacleTo(task: Task, { payload }: StartRunDraft): string | null {
  const parsed = parsePayload(payload)
  if (!parsed.ok) return parsed.message
  const { value } = parsed
  const named = typeof value === 'object' && value !== null && 'uploadId' in value && value.uploadId !== ''
  return task.takesUpload && !named ? 'Choose a file first.' : null
}

function ListFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 text-13">
      <p>{error instanceof AppError ? error.message : 'The tasks cannot be read.'}</p>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  )
}
