import { FileWarning } from 'lucide-react'
import { CopyButton } from '@/components/ui/copy-button'
import type { HealthReport } from '@/lib/health/health'

type IndexErrorNoteProps = { error: NonNullable<HealthReport['worker']['indexError']> }

/** The task code does not load. The worker goes on with the version before, and this says where to look. */
export function IndexErrorNote({ error }: IndexErrorNoteProps) {
  const place = [error.file, error.line, error.column].filter((part) => part != null).join(':')
  return (
    <div role="alert" className="rounded-lg border border-bad/40 bg-bad-soft px-4 py-3 text-13 md:col-span-3">
      <p className="flex items-center gap-2 font-medium text-bad">
        <FileWarning aria-hidden className="size-4 shrink-0" />
        The newest task code cannot be loaded; the version before it goes on working
      </p>
      {place && (
        <p className="mt-1 flex items-center gap-1 font-mono text-12">
          {place}
          <CopyButton text={place} label="Copy the place" />
        </p>
      )}
      <pre className="mt-1 max-h-48 overflow-auto whitespace-pre-wrap break-words font-mono text-12">
        {error.message}
      </pre>
    </div>
  )
}
