import { expect, test } from 'vitest'
import { ChunkWriter } from './chunk-writer'

/** A store that answers when it is told to. */
function slowStore() {
  const batches: string[][] = []
  const answers: Array<{ done: () => void; fail: (error: Error) => void }> = []
  const store = (batch: string[]) => {
    batches.push(batch)
    return new Promise<void>((done, fail) => {
      answers.push({ done, fail })
    })
  }
  return { store, batches, answers }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('what comes while a batch is stored is the next batch', async () => {
  const { store, batches, answers } = slowStore()
  const writer = new ChunkWriter(store)
  await writer.add(['a'])
  await writer.add(['b'])
  await writer.add(['c', 'd'])
  expect(batches).toEqual([['a']])
  answers[0]?.done()
  await turn()
  expect(batches).toEqual([['a'], ['b', 'c', 'd']])
  answers[1]?.done()
  await writer.end()
})

test('a pause, or a part without a chunk, stops nothing', async () => {
  const { store, batches, answers } = slowStore()
  const writer = new ChunkWriter(store)
  await writer.add([])
  await writer.add(['a'])
  answers[0]?.done()
  await turn()
  await writer.add([])
  await writer.add(['b'])
  answers[1]?.done()
  await writer.end()
  expect(batches).toEqual([['a'], ['b']])
})

test.each([0, 1, 2, 3, 4])('what comes %i steps after the last batch was stored is stored', async (steps) => {
  const { store, batches, answers } = slowStore()
  const writer = new ChunkWriter(store)
  await writer.add(['a'])
  answers[0]?.done()
  for (let step = 0; step < steps; step++) await null
  const adding = writer.add(['b'])
  const ending = writer.end()
  await turn()
  answers[1]?.done()
  await Promise.all([adding, ending])
  expect(batches).toEqual([['a'], ['b']])
})

test('a writer that is too far ahead waits', async () => {
  const { store, answers } = slowStore()
  const writer = new ChunkWriter(store)
  const large = 'x'.repeat(400_000)
  await writer.add([large])
  await writer.add([large])
  let added = false
  const adding = writer.add([large]).then(() => {
    added = true
  })
  await turn()
  expect(added).toBe(false)
  answers[0]?.done()
  await turn()
  answers[1]?.done()
  await adding
  await writer.end()
})

test('a batch that could not be stored is the last one, and its writer hears of it', async () => {
  const { store, batches, answers } = slowStore()
  const writer = new ChunkWriter(store)
  await writer.add(['a'])
  await writer.add(['b'])
  answers[0]?.fail(new Error('disk full'))
  await turn()
  await expect(writer.add(['c'])).rejects.toThrow('disk full')
  await expect(writer.end()).rejects.toThrow('disk full')
  expect(batches).toEqual([['a']])
})
