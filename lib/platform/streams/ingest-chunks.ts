import type { PlatformDeps } from '../http/deps'
import { appendChunks } from './append-chunks'
import { ChunkLines, jsonLine } from './chunk-lines'
import { ChunkWriter } from './chunk-writer'
import { openStream } from './open-stream'
import type { StreamKey } from './stream-key'

type IngestDeps = Pick<PlatformDeps, 'pool' | 'streams'>

/**
 * Stores the lines of the body while they arrive, and has stored them all when it resolves. Of a body that breaks off,
 * every complete line is kept.
 */
export async function ingestChunks(
  deps: IngestDeps,
  key: StreamKey,
  writer: { clientId: string; from: number; body: AsyncIterable<Uint8Array> },
): Promise<void> {
  const leave = deps.streams.write(key.runId)
  try {
    const streamId = await openStream(deps.pool, key, new Date())
    const lines = new ChunkLines()
    let from = writer.from
    const chunks = new ChunkWriter(async (batch) => {
      await appendChunks(deps.pool, streamId, { clientId: writer.clientId, from, chunks: batch }, new Date())
      from += batch.length
      deps.streams.wake(key.runId)
    })
    try {
      for await (const bytes of writer.body) await chunks.add(lines.push(bytes).map(jsonLine))
      await chunks.add(lines.end().map(jsonLine))
    } finally {
      await chunks.end()
    }
  } finally {
    leave()
  }
}
