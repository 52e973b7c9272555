import { refusalOf } from '@/lib/refusal-of'
import { EXPORT_CUT_NOTE } from '@/lib/runs/export/export-limits'

export interface ReadExport {
  name: string
  file: Blob
  count: number
  /** False when more runs match than an export holds. */
  complete: boolean
}

const CARRIAGE_RETURN = 13
const NAME = /filename="([^"]+)"/

/**
 * Reads an export to its end and counts its runs on the way: every run ends with a carriage return, and so does the
 * head. A connection that breaks off rejects, so that half a file is never saved.
 */
export async function readExport(
  url: string,
  onCount: (count: number) => void,
  signal: AbortSignal,
): Promise<ReadExport> {
  const response = await fetch(url, { signal })
  if (!response.ok || !response.body) throw refusalOf(response, await response.json().catch(() => undefined))
  const chunks: Uint8Array<ArrayBuffer>[] = []
  const reader = response.body.getReader()
  let lines = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value)
    for (const byte of read.value) if (byte === CARRIAGE_RETURN) lines++
    onCount(Math.max(0, lines - 1))
  }
  const file = new Blob(chunks, { type: response.headers.get('content-type') ?? '' })
  const end = await file.slice(-2 * EXPORT_CUT_NOTE.length).text()
  const name = NAME.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'runs'
  return { name, file, count: Math.max(0, lines - 1), complete: !end.includes(EXPORT_CUT_NOTE) }
}
