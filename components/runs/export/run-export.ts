import { saveFile } from '@/components/ui/save-file'
import type { ToastInput } from '@/components/ui/toast-queue'
import { AppError } from '@/lib/errors'
import { formatCount } from '@/lib/format/number'
import { routes } from '@/lib/routes'
import type { ExportFormat } from '@/lib/runs/export/export-limits'
import { type RunFilter, serializeRunFilter } from '@/lib/runs/run-filter'
import { readExport } from './read-export'

interface RunExportOptions {
  environment: string
  filter: RunFilter
  format: ExportFormat
  signal: AbortSignal
  onCount: (count: number) => void
}

/** Reads and saves an export; resolves with what to say about it, or null when the person has stopped it. */
export async function runExport(options: RunExportOptions): Promise<ToastInput | null> {
  const { environment, filter, format, signal } = options
  const search = new URLSearchParams(serializeRunFilter(filter))
  search.set('format', format)
  let seen = 0
  const onCount = (count: number) => {
    seen = count
    options.onCount(count)
  }
  try {
    const { name, file, count, complete } = await readExport(
      `${routes.api.exportRuns(environment)}?${search}`,
      onCount,
      signal,
    )
    if (count === 0) return { kind: 'info', title: 'No run matches, so there is nothing to export' }
    saveFile(name, file)
    return complete
      ? { kind: 'success', title: `${formatCount(count, 'run')} exported`, description: name }
      : {
          kind: 'info',
          title: `The newest ${formatCount(count, 'run')} exported`,
          description: 'More match, but an export ends here. Narrow the filter by time to get the others.',
        }
  } catch (error) {
    return signal.aborted ? null : failure(error, seen)
  }
}

function failure(error: unknown, seen: number): ToastInput {
  if (error instanceof AppError) {
    return { kind: 'error', title: 'The runs could not be exported', description: `${error.message} ${error.id}` }
  }
  return {
    kind: 'error',
    title: seen > 0 ? `The export broke off after ${formatCount(seen, 'run')}` : 'The export did not start',
    description:
      'Signalbox or the platform behind it was lost. No file was saved; try again when the list reads again.',
  }
}
