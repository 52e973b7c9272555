import { EXPORT_LIMIT, EXPORT_MAX_BYTES } from './export-limits'
import type { ExportHead, ExportWriter } from './export-writer'
import type { RunsRead } from './read-all-runs'

const LIMITS = { runs: EXPORT_LIMIT, bytes: EXPORT_MAX_BYTES }

/** The file in pieces, none of them empty: the head, a piece per page, and an end that says whether it was cut. */
export async function* exportText(
  pages: AsyncIterable<RunsRead>,
  writer: ExportWriter,
  head: ExportHead,
  limits = LIMITS,
): AsyncGenerator<string, void> {
  yield writer.head(head)
  let count = 0
  let length = 0
  let complete = true
  for await (const page of pages) {
    const runs = page.runs.slice(0, limits.runs - count)
    const text = runs.map((run) => writer.run(run, count++)).join('')
    length += Buffer.byteLength(text)
    if (text !== '') yield text
    const full = count >= limits.runs || length >= limits.bytes
    complete = runs.length === page.runs.length && !(page.more && full)
    if (!complete) break
  }
  const end = writer.end({ count, complete })
  if (end !== '') yield end
}
