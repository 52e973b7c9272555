import { describe, expect, it } from 'vitest'
import { type ItemLine, MAX_ITEM_BYTES, readItems } from './read-items'

async function read(text: string, pieceBytes = text.length * 4): Promise<ItemLine[]> {
  const bytes = Buffer.from(text)
  const pieces = async function* () {
    for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes)
  }
  const lines: ItemLine[] = []
  for await (const line of readItems(pieces())) lines.push(line)
  return lines
}

const itemsOf = (lines: ItemLine[]) => lines.map((line) => ('item' in line ? line.item : line.oversized))

describe('reading a stream of items', () => {
  it.each([1, 2, 3, 7, 1000])('puts lines together from pieces of %i bytes', async (pieceBytes) => {
    const lines = await read('{"a":"ä"}\n\n  \r\n{"b":"😀"}\r\n{"c":[1]}', pieceBytes)
    expect(itemsOf(lines)).toEqual([{ a: 'ä' }, { b: '😀' }, { c: [1] }])
  })

  it('has nothing to read in an empty stream', async () => {
    expect(await read('')).toEqual([])
  })

  it('keeps of a line that is too long what stands before the payload', async () => {
    const payload = `{\\"index\\":9}${'x'.repeat(MAX_ITEM_BYTES)}`
    const long = `{"index":1,"task":"pay","payload":"${payload}"}`
    const lines = await read(`{"index":0}\n${long}\n{"index":2}`, 65_536)
    expect(itemsOf(lines)).toEqual([{ index: 0 }, { index: 1, task: 'pay' }, { index: 2 }])
    expect(lines[1]?.bytes).toBe(Buffer.byteLength(long))
  })

  it('gives a line that is too long and says nothing of itself its place', async () => {
    const lines = await read(`{"index":0}\n${'x'.repeat(MAX_ITEM_BYTES + 1)}`)
    expect(itemsOf(lines)[1]).toEqual({ index: 1, task: 'unknown' })
  })

  it('names the line that is no JSON, and what is no text', async () => {
    await expect(read('{}\n\n{oops')).rejects.toThrow('Invalid JSON at line 3')
    const broken = (async function* () {
      yield Buffer.from([0x22, 0xff, 0x22])
    })()
    await expect(readItems(broken).next()).rejects.toThrow('Invalid UTF-8 at line 1')
  })
})
