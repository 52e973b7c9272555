import { formatBytes } from '@/lib/format/bytes'
import { jsonErrorOffset } from './json-error-offset'

/** Trigger.dev refuses larger bodies; the rest of the request needs a little of it. */
export const MAX_PAYLOAD_BYTES = 3 * 1024 * 1024

export type ParsedPayload =
  | { ok: true; value: unknown }
  | { ok: false; message: string; position: { line: number; column: number } | null }

/** An empty text is an empty object, the payload most tasks understand. */
export function parsePayload(text: string): ParsedPayload {
  if (text.trim() === '') return { ok: true, value: {} }
  const bytes = new TextEncoder().encode(text).byteLength
  if (bytes > MAX_PAYLOAD_BYTES) {
    const message = `The payload has ${formatBytes(bytes)}; ${formatBytes(MAX_PAYLOAD_BYTES)} is the limit.`
    return { ok: false, message, position: null }
  }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    const position = lineAndColumn(text, jsonErrorOffset(text) ?? text.length)
    const message = `This is not valid JSON at line ${position.line}, column ${position.column}.`
    return { ok: false, message, position }
  }
}

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
