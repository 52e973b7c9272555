import { isUtf8 } from 'node:buffer'

/** The text of a field read as latin1, or null when its bytes are not UTF-8: replacing them would invent data. */
export function decodeField(latin1: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: anything beyond ASCII is what has to be decoded
  if (!/[^\x00-\x7f]/.test(latin1)) return latin1
  const bytes = Buffer.from(latin1, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : null
}
