'use client'

import { CircleCheck, CircleX, FileUp } from 'lucide-react'
import { type DragEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { formatBytes } from '@/lib/format/bytes'
import { MAX_UPLOAD_LABEL } from '@/lib/uploads/upload-limits'
import type { FileUpload, FileUploadControl } from './use-file-upload'

/** Choose or drop a file; it is sent at once, so that starting the run afterwards is instant. */
export function UploadField({ upload, send, reset }: FileUploadControl) {
  const id = useId()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) send(file)
  }
  return (
    <div className="flex flex-col gap-1">
      <span className="font-medium text-13">File</span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the input inside is the first */}
      <div
        className={classNames(
          'flex min-h-[92px] flex-col justify-center gap-2 rounded-md border border-line-strong border-dashed px-4 py-3',
          over && 'border-accent bg-accent-soft',
        )}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {upload.state === 'none' ? (
          <label htmlFor={id} className="flex cursor-pointer flex-col items-center gap-1 text-13 text-muted">
            <FileUp aria-hidden className="size-5" />
            <span>
              <span className="font-medium text-accent underline">Choose a file</span> or drop it here, up to{' '}
              {MAX_UPLOAD_LABEL}
            </span>
          </label>
        ) : (
          <UploadState upload={upload} onReset={reset} />
        )}
        <input
          id={id}
          type="file"
          aria-label="Choose a file from disk"
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file) send(file)
          }}
        />
      </div>
    </div>
  )
}

function UploadState({ upload, onReset }: { upload: Exclude<FileUpload, { state: 'none' }>; onReset: () => void }) {
  return (
    <div className="flex min-w-0 flex-col gap-2 text-13">
      <div className="flex min-w-0 items-center gap-2">
        {upload.state === 'stored' && <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />}
        {upload.state === 'failed' && <CircleX aria-hidden className="size-4 shrink-0 text-bad" />}
        <bdi className="min-w-0 grow truncate font-medium">{upload.name}</bdi>
        <span className="shrink-0 text-12 text-muted tabular-nums">{sizeWords(upload)}</span>
        <Button size="sm" variant="ghost" onClick={onReset}>
          {upload.state === 'sending' ? 'Cancel upload' : 'Choose another'}
        </Button>
      </div>
      {upload.state === 'sending' && (
        <progress
          aria-label={`Uploading ${upload.name}`}
          max={upload.sizeBytes}
          value={upload.sentBytes}
          className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-busy [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-busy"
        />
      )}
      {upload.state === 'failed' && (
        <p role="alert" className="text-12 text-bad">
          {upload.message}
        </p>
      )}
    </div>
  )
}

function sizeWords(upload: Exclude<FileUpload, { state: 'none' }>): string {
  if (upload.state === 'failed') return ''
  if (upload.state === 'stored') return `${formatBytes(upload.sizeBytes)} stored`
  return `${formatBytes(upload.sentBytes)} of ${formatBytes(upload.sizeBytes)}`
}
