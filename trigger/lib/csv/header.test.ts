import { expect, test } from 'vitest'
import { UnusableFile } from '../unusable-file'
import { textStart } from './file-start'
import { detectDelimiter, readHeader } from './header'

test.each([
  ['email,name', ','],
  ['email;name;company, department', ';'],
  ['email\tname', '\t'],
  ['"a;b;c;d",name', ','],
  ['email', ','],
])('%j is separated by %j', (line, delimiter) => {
  expect(detectDelimiter(line)).toBe(delimiter)
})

test('columns may come in any order and case, others are ignored and named', async () => {
  const header = await readHeader(Buffer.from('\uFEFF Name ,notes,EMAIL,"phone"\r\nx'))
  expect(header).toMatchObject({ width: 4, positions: { name: 0, email: 2, phone: 3 }, ignored: ['notes'] })
  expect(header).toMatchObject({ nextByte: 31, nextLine: 2 })
})

test('a header that is not UTF-8 says so', async () => {
  const latin1 = Buffer.from('email,name,größe\n', 'latin1')
  await expect(readHeader(latin1)).rejects.toThrow('The header is not valid UTF-8')
})

test('a first line without end is no header', async () => {
  await expect(readHeader(Buffer.from('"email,name'))).rejects.toThrow(UnusableFile)
})

test('an honest file may begin with the letters of a program', () => {
  expect(textStart(Buffer.from('MZ-Nummer,email,name\n'))).toBe(0)
  expect(() => textStart(Buffer.from('MZ\x90\0'))).toThrow('Windows program')
})
