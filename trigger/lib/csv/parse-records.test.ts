import { expect, test } from 'vitest'
import { type CsvRecord, parseRecords } from './parse-records'

const AT_START = { delimiter: ',', atByte: 0, atLine: 1 }

async function all(text: string, size: number, options = AT_START): Promise<CsvRecord[]> {
  const bytes = Buffer.from(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  )
  const records: CsvRecord[] = []
  for await (const batch of parseRecords(chunks, options)) records.push(...batch)
  return records
}

const TEXT = 'a,b\r\n"1\r\n2","x ""y"""\n\n ü ,3\r"end",'

test('records are the same wherever the chunks are cut', async () => {
  const whole = await all(TEXT, 1000)
  for (let size = 1; size < TEXT.length; size += 1) expect(await all(TEXT, size)).toEqual(whole)
  expect(whole.map(({ fields, line }) => ({ fields, line }))).toEqual([
    { fields: ['a', 'b'], line: 1 },
    { fields: ['1\r\n2', 'x "y"'], line: 2 },
    { fields: [''], line: 4 },
    { fields: [' Ã¼ ', '3'], line: 5 },
    { fields: ['end', ''], line: 6 },
  ])
})

test('a parser started where a record ended reads the rest as the first one would have', async () => {
  const whole = await all(TEXT, 1000)
  const bytes = Buffer.from(TEXT)
  for (const [index, { nextByte, nextLine }] of whole.entries()) {
    const rest: CsvRecord[] = []
    const from = { delimiter: ',', atByte: nextByte, atLine: nextLine }
    for await (const batch of parseRecords([bytes.subarray(nextByte)], from)) rest.push(...batch)
    expect(rest).toEqual(whole.slice(index + 1))
  }
})

test('a failing source fails the reading with its own error', async () => {
  const broken = (async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from('a,b\n')
    throw new RangeError('no such chunk')
  })()
  const read = async () => {
    for await (const _ of parseRecords(broken, AT_START));
  }
  await expect(read()).rejects.toThrow(RangeError)
})

test('a reader that stops early leaves nothing running', async () => {
  for await (const [first] of parseRecords([Buffer.from('a\nb\n'), Buffer.from('c\n')], AT_START)) {
    expect(first?.fields).toEqual(['a'])
    break
  }
})
