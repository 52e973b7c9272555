import type { PlatformDeps } from '../http/deps'
import { readChunks } from './read-chunks'
import type { StreamChunk } from './stream-chunk'
import type { StreamWatch } from './stream-hub'
import type { StreamKey } from './stream-key'

/** As on a real server. A reader also looks this often without having been woken. */
const PING_EVERY_MS = 10_000

export interface StreamReading {
  key: StreamKey
  /** The number of the last chunk the reader has; -1 for none. */
  after: number
  /** Nothing for so long: the stream counts as over. */
  inactivityMs: number
}

/**
 * The chunks after the reader's place, page by page, as the reader takes them; `ping` while there are none. Ends when
 * the run has ended and everything was given, or after the time without a chunk.
 */
export async function* followStream(
  deps: Pick<PlatformDeps, 'pool'>,
  watch: StreamWatch,
  { key, after, inactivityMs }: StreamReading,
  hangUp: AbortSignal,
): AsyncGenerator<StreamChunk[] | 'ping', void> {
  let place = after
  let quietSince = Date.now()
  while (!hangUp.aborted) {
    // Both before the look: what is written, and whoever stops writing, during it is looked for once more.
    const { version, isWritten } = watch
    const from = place
    const page = await watch.share(`${key.isInput} ${from} ${key.name}`, () => readChunks(deps.pool, key, from))
    place = page.chunks.at(-1)?.seq ?? place
    if (page.chunks.length > 0) {
      yield page.chunks
      quietSince = Date.now()
      continue
    }
    const leftMs = quietSince + inactivityMs - Date.now()
    if ((page.isEnded && !isWritten) || leftMs <= 0) return
    if (watch.version !== version) continue
    if (!(await watch.pause(Math.min(leftMs, PING_EVERY_MS), hangUp))) yield 'ping'
  }
}
