import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { findEnvironment } from '@/lib/environments'
import { type RunFilter, serializeRunFilter } from '../run-filter'
import { csvWriter } from './csv-writer'
import type { ExportFormat } from './export-limits'
import { exportText } from './export-text'
import { jsonWriter } from './json-writer'
import { readAllRuns } from './read-all-runs'
import { streamText } from './stream-text'

const WRITERS = { csv: csvWriter, json: jsonWriter }

export interface RunExport {
  name: string
  contentType: string
  body: ReadableStream<Uint8Array>
}

/** Every run that matches as a file. The first page is read before this resolves, so most failures still have an answer. */
export async function exportRuns(
  environment: string,
  filter: RunFilter,
  format: ExportFormat,
  now = new Date(),
): Promise<RunExport> {
  await requireUser('runs:read')
  const { name } = findEnvironment(environment)
  const writer = WRITERS[format]
  const search = serializeRunFilter(filter)
  const text = exportText(readAllRuns(name, filter), writer, { environment: name, search, exportedAt: now })
  const minute = now.toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-')
  return {
    name: `runs-${name}-${minute}.${format}`,
    contentType: writer.contentType,
    body: await streamText(text, { environment: name, export: search }),
  }
}
