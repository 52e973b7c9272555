import type { RunRow } from '../run'

export interface ExportHead {
  environment: string
  /** The filter as the address of the list has it. */
  search: string
  exportedAt: Date
}

export interface ExportEnd {
  count: number
  /** False when more runs match than the file holds. */
  complete: boolean
}

/**
 * A file format as text. The head and every run end with a carriage return and a line feed, nothing else contains a
 * carriage return: whoever reads the stream can count runs without understanding it.
 */
export interface ExportWriter {
  contentType: string
  head: (head: ExportHead) => string
  run: (run: RunRow, index: number) => string
  end: (end: ExportEnd) => string
}
