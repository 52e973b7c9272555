import { createHash } from 'node:crypto'
import { AppError } from '@/lib/errors'
import { MAX_UPLOAD_BYTES, MAX_UPLOAD_LABEL } from './upload-limits'

/** Big enough that a database round trip is cheap beside it, small enough to hold a few dozen in memory. */
export const CHUNK_BYTES = 1024 * 1024

/** Where the bytes go. An upload is visible to others from `complete` on and gone after `discard`. */
export type UploadStore = {
  begin: (chunkBytes: number) => Promise<string>
  append: (uploadId: string, position: number, bytes: Buffer) => Promise<void>
  complete: (uploadId: string, facts: { sizeBytes: number; sha256: string }) => Promise<void>
  discard: (uploadId: string) => Promise<void>
}

export type StoredUpload = { uploadId: string; sizeBytes: number; sha256: string }

type Incoming = {
  body: AsyncIterable<Uint8Array> | null
  /** What the sender announced, if anything; more or less than that arriving means a broken connection. */
  declaredBytes: number | null
  maxBytes?: number
}

/** Streams a body into the store, one chunk in memory at a time. Whatever goes wrong, nothing stays behind. */
export async function storeUpload(incoming: Incoming, store: UploadStore): Promise<StoredUpload> {
  const { body, declaredBytes, maxBytes = MAX_UPLOAD_BYTES } = incoming
  if (declaredBytes !== null && declaredBytes > maxBytes) throw tooLarge()
  if (!body || declaredBytes === 0) throw new AppError('bad_input', 'This file is empty.')
  const uploadId = await store.begin(CHUNK_BYTES)
  try {
    const { sizeBytes, sha256 } = await appendAll(limited(body, maxBytes), (position, bytes) =>
      store.append(uploadId, position, bytes),
    )
    if (sizeBytes === 0) throw new AppError('bad_input', 'This file is empty.')
    if (declaredBytes !== null && sizeBytes !== declaredBytes) throw interrupted()
    await store.complete(uploadId, { sizeBytes, sha256 })
    return { uploadId, sizeBytes, sha256 }
  } catch (error) {
    // If this fails too, the retention of unfinished uploads removes it.
    await store.discard(uploadId).catch(() => undefined)
    throw error
  }
}

const tooLarge = () =>
  new AppError('too_large', `This file is larger than ${MAX_UPLOAD_LABEL}. Split it and upload the parts one by one.`)

const interrupted = (cause?: unknown) =>
  new AppError('bad_input', 'The upload was interrupted before the whole file had arrived. Try again.', { cause })

/** The body's own failures are broken connections; those of the store are not, and pass as they are. */
async function* limited(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  const reader = body[Symbol.asyncIterator]()
  let received = 0
  try {
    for (;;) {
      const next = await reader.next().catch((cause: unknown) => {
        throw interrupted(cause)
      })
      if (next.done) return
      received += next.value.length
      if (received > maxBytes) throw tooLarge()
      yield next.value
    }
  } finally {
    // A body that is not read to its end has to be told, or the connection hangs.
    await reader.return?.().catch(() => undefined)
  }
}

async function appendAll(
  parts: AsyncIterable<Uint8Array>,
  append: (position: number, bytes: Buffer) => Promise<void>,
): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256')
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  let filled = 0
  let position = 0
  const flush = async () => {
    const bytes = chunk.subarray(0, filled)
    hash.update(bytes)
    await append(position, bytes)
    position += 1
    filled = 0
  }
  for await (const part of parts) {
    for (let read = 0; read < part.length; ) {
      const taken = part.subarray(read, read + CHUNK_BYTES - filled)
      chunk.set(taken, filled)
      filled += taken.length
      read += taken.length
      if (filled === CHUNK_BYTES) await flush()
    }
  }
  const sizeBytes = position * CHUNK_BYTES + filled
  if (filled > 0) await flush()
  return { sizeBytes, sha256: hash.digest('hex') }
}
