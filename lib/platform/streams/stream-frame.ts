import type { StreamChunk } from './stream-chunk'

export type StreamFraming = 'v1' | 'v2'

const encoder = new TextEncoder()
const PING = encoder.encode(': ping\n\n')

/** A page as server-sent events: v1 has one for each chunk, v2 one for the page. */
export function streamFrame(page: StreamChunk[] | 'ping', framing: StreamFraming): Uint8Array {
  if (page === 'ping') return PING
  return encoder.encode(framing === 'v1' ? page.map(chunkEvent).join('') : batchEvent(page))
}

function chunkEvent({ seq, data, writtenAt }: StreamChunk): string {
  return `id: ${writtenAt.getTime()}-${seq}\ndata: ${data}\n\n`
}

function batchEvent(page: StreamChunk[]): string {
  const records = page.map(({ seq, data, writtenAt }) => ({
    seq_num: seq,
    timestamp: writtenAt.getTime(),
    body: `{"data":${data},"id":"${seq}"}`,
  }))
  return `event: batch\nid: ${page.at(-1)?.seq}\ndata: ${JSON.stringify({ records })}\n\n`
}
