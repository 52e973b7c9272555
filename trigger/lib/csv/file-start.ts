import { UnusableFile } from '../unusable-file'

const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf])

/** What people send instead of a CSV file, by its first bytes. */
const IMPOSTORS: { start: Buffer; what: string; mayBeText?: true }[] = [
  // Two letters also begin an honest header; a program has the NUL bytes that text never has.
  { start: Buffer.from('MZ'), what: 'a Windows program, whatever its name says', mayBeText: true },
  { start: Buffer.from('\x7fELF', 'latin1'), what: 'a program, whatever its name says' },
  {
    start: Buffer.from('PK\x03\x04', 'latin1'),
    what: 'a ZIP archive or an Excel workbook: save it as CSV (UTF-8) first',
  },
  { start: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), what: 'an old Excel workbook: save it as CSV (UTF-8) first' },
  { start: Buffer.from('%PDF'), what: 'a PDF document' },
  { start: Buffer.from([0x1f, 0x8b]), what: 'compressed with gzip: unpack it first' },
  { start: Buffer.from([0x89, 0x50, 0x4e, 0x47]), what: 'a picture' },
  { start: Buffer.from([0xff, 0xfe]), what: 'encoded as UTF-16: save it as UTF-8 first' },
  { start: Buffer.from([0xfe, 0xff]), what: 'encoded as UTF-16: save it as UTF-8 first' },
]

const LOOKED_AT_BYTES = 4096

/** The offset at which the text begins. Throws UnusableFile for what is not text. */
export function textStart(bytes: Buffer): number {
  const head = bytes.subarray(0, LOOKED_AT_BYTES)
  const hasNul = head.includes(0)
  const impostor = IMPOSTORS.find(
    ({ start, mayBeText }) => head.subarray(0, start.length).equals(start) && (hasNul || !mayBeText),
  )
  if (impostor) throw new UnusableFile(`This file is ${impostor.what}.`)
  if (hasNul) throw new UnusableFile('This file is not text: it contains NUL bytes.')
  return head.subarray(0, UTF8_BOM.length).equals(UTF8_BOM) ? UTF8_BOM.length : 0
}
