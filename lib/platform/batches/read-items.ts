import { ApiError } from '../http/api-error'

/** A real server's limit on one item. */
export const MAX_ITEM_BYTES = 3 * 1024 * 1024
/** Index and task stand before the payload; more of a line that is too long is not kept. */
const KEPT_OF_OVERSIZED = 512
const NEWLINE = 0x0a

/** A line of the stream, decoded; of one that is too long, what its beginning tells. */
export type ItemLine = { bytes: number } & ({ item: unknown } | { oversized: { index: number; task: string } })

/** The lines of an NDJSON stream as they arrive. No more than one of them is in memory. */
export async function* readItems(body: AsyncIterable<Uint8Array>): AsyncGenerator<ItemLine> {
  let kept: Uint8Array[] = []
  let size = 0
  let number = 0
  let items = 0
  const keep = (piece: Uint8Array) => {
    const room = size + piece.byteLength > MAX_ITEM_BYTES ? Math.max(0, KEPT_OF_OVERSIZED - size) : piece.byteLength
    if (room > 0) kept.push(piece.subarray(0, room))
    size += piece.byteLength
  }
  const finishLine = (): ItemLine | null => {
    number += 1
    const line = decodeLine(Buffer.concat(kept), size, number, items)
    kept = []
    size = 0
    if (line) items += 1
    return line
  }
  for await (const chunk of body) {
    let from = 0
    for (let end = chunk.indexOf(NEWLINE, from); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, end))
      from = end + 1
      const line = finishLine()
      if (line) yield line
    }
    keep(chunk.subarray(from))
  }
  const last = size > 0 ? finishLine() : null
  if (last) yield last
}

function decodeLine(kept: Buffer, bytes: number, number: number, position: number): ItemLine | null {
  if (bytes > MAX_ITEM_BYTES) return { bytes, oversized: beginning(kept, position) }
  const text = decodeText(kept, number).trim()
  if (text === '') return null
  try {
    return { bytes, item: JSON.parse(text) }
  } catch (error) {
    throw new ApiError(400, `Invalid JSON at line ${number}: ${(error as Error).message}`)
  }
}

function decodeText(line: Buffer, number: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(line)
  } catch {
    throw new ApiError(400, `Invalid UTF-8 at line ${number}`)
  }
}

/** Only what stands before the payload: inside it, anything may look like an index. */
function beginning(kept: Buffer, position: number): { index: number; task: string } {
  const [head = ''] = kept.subarray(0, KEPT_OF_OVERSIZED).toString().split('"payload"', 1)
  const index = /"index"\s*:\s*(\d{1,9})/.exec(head)?.[1]
  return {
    index: index === undefined ? position : Number(index),
    task: /"task"\s*:\s*"([^"\\]+)"/.exec(head)?.[1] ?? 'unknown',
  }
}
