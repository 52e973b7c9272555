import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { CHUNK_BYTES, storeUpload, type UploadStore } from './store-upload'

/** Keeps everything in memory and copies each chunk, as a database does. */
function memoryStore() {
  const uploads = new Map<string, { chunks: Buffer[]; facts?: { sizeBytes: number; sha256: string } }>()
  const find = (id: string) => uploads.get(id) ?? expect.fail(`no upload ${id}`)
  const store: UploadStore = {
    begin: async () => {
      uploads.set('u1', { chunks: [] })
      return 'u1'
    },
    append: async (id, position, bytes) => void find(id).chunks.splice(position, 0, Buffer.from(bytes)),
    complete: async (id, facts) => void Object.assign(find(id), { facts }),
    discard: async (id) => void uploads.delete(id),
  }
  return { store, uploads }
}

async function* body(...parts: (string | Buffer | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Error) throw part
    yield Buffer.from(part as string)
  }
}

test('parts of any size become chunks of one size, with size and checksum of the whole', async () => {
  const { store, uploads } = memoryStore()
  const bytes = Buffer.alloc(2 * CHUNK_BYTES + 500, 'abcdefghi')
  const parts = [bytes.subarray(0, 7), bytes.subarray(7, CHUNK_BYTES + 3), bytes.subarray(CHUNK_BYTES + 3)]
  const stored = await storeUpload({ body: body(...parts), declaredBytes: bytes.length }, store)
  const { chunks, facts } = uploads.get('u1') ?? expect.fail()
  expect(chunks.map((chunk) => chunk.length)).toEqual([CHUNK_BYTES, CHUNK_BYTES, 500])
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
  expect(facts).toEqual({ sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  expect(stored).toEqual({ uploadId: 'u1', ...facts })
})

test.each([
  ['an announced size above the limit', { body: body('x'), declaredBytes: 11, maxBytes: 10 }, 'too_large'],
  [
    'more bytes than the limit, announced or not',
    { body: body('12345', '678901'), declaredBytes: null, maxBytes: 10 },
    'too_large',
  ],
  ['no body', { body: null, declaredBytes: null }, 'bad_input'],
  ['an empty body', { body: body(), declaredBytes: null }, 'bad_input'],
  ['fewer bytes than announced', { body: body('abc'), declaredBytes: 10 }, 'bad_input'],
  ['a connection that breaks', { body: body('abc', new Error('aborted')), declaredBytes: null }, 'bad_input'],
])('%s is refused and leaves nothing behind', async (_, incoming, code) => {
  const { store, uploads } = memoryStore()
  await expect(storeUpload(incoming, store)).rejects.toMatchObject({ code })
  expect(uploads.size).toBe(0)
})

test('a failing store is reported as it is, not as a broken connection', async () => {
  const { store, uploads } = memoryStore()
  const failing = { ...store, append: () => Promise.reject(new RangeError('disk full')) }
  await expect(storeUpload({ body: body('abc'), declaredBytes: 3 }, failing)).rejects.toThrow(RangeError)
  expect(uploads.size).toBe(0)
})

test('a body that is too large is not read on', async () => {
  let yielded = 0
  let closed = false
  async function* endless() {
    try {
      for (;;) {
        yielded += 1
        yield Buffer.alloc(5)
      }
    } finally {
      closed = true
    }
  }
  await expect(
    storeUpload({ body: endless(), declaredBytes: null, maxBytes: 10 }, memoryStore().store),
  ).rejects.toThrow(/larger/)
  expect({ yielded, closed }).toEqual({ yielded: 3, closed: true })
})
