import { UnusableFile } from '../unusable-file'
import { decodeField } from './decode-field'
import { textStart } from './file-start'
import { parseRecords } from './parse-records'

const REQUIRED_COLUMNS = ['email', 'name'] as const
const OPTIONAL_COLUMNS = ['company', 'phone'] as const
const COLUMNS = [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS]
export type ContactColumn = (typeof COLUMNS)[number]

type Columns = {
  /** How many fields every row must have. */
  width: number
  /** Where each known column stands in a row. */
  positions: Partial<Record<ContactColumn, number>>
  ignored: string[]
}

/** `nextByte` and `nextLine` say where the first row begins. */
export type CsvHeader = Columns & { delimiter: string; nextByte: number; nextLine: number }

const DELIMITERS = [',', ';', '\t']

/** Spreadsheets write semicolons where the comma is the decimal sign; the header says which it is. */
export function detectDelimiter(headerLine: string): string {
  const unquoted = headerLine.replace(/"(?:[^"]|"")*"/g, '')
  const count = (delimiter: string) => unquoted.split(delimiter).length
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best))
}

/** Reads the header from the first chunk of a file. Throws UnusableFile that says what to do about it. */
export async function readHeader(firstChunk: Buffer): Promise<CsvHeader> {
  const start = textStart(firstChunk)
  const text = firstChunk.subarray(start)
  const firstLine = /^[^\r\n]*/.exec(text.subarray(0, 65_536).toString('latin1'))?.[0] ?? ''
  const delimiter = detectDelimiter(firstLine)
  for await (const [header] of parseRecords([text], { delimiter, atByte: start, atLine: 1 })) {
    if (!header || header.problem) continue
    return { ...readColumns(header.fields), delimiter, nextByte: header.nextByte, nextLine: header.nextLine }
  }
  throw new UnusableFile(
    'This file has no readable header. Its first line must name the columns, for instance: email,name',
  )
}

function readColumns(fields: string[]): Columns {
  const names = fields.map((field) => decodeField(field)?.trim().toLowerCase())
  if (names.includes(undefined)) throw new UnusableFile('The header is not valid UTF-8. Save the file as UTF-8 first.')
  const known = names.filter((name): name is ContactColumn => COLUMNS.some((column) => column === name))
  const twice = known.find((name, index) => known.indexOf(name) !== index)
  if (twice) throw new UnusableFile(`The header names the column “${twice}” twice.`)
  const missing = REQUIRED_COLUMNS.filter((name) => !known.includes(name))
  if (missing.length > 0) {
    throw new UnusableFile(
      `The header lacks ${missing.map((name) => `“${name}”`).join(' and ')}. The first line must name the columns ${REQUIRED_COLUMNS.join(' and ')}, and may name ${OPTIONAL_COLUMNS.join(' and ')}.`,
    )
  }
  return {
    width: names.length,
    positions: Object.fromEntries(known.map((name) => [name, names.indexOf(name)])),
    ignored: names.filter((name): name is string => name !== undefined && !known.some((column) => column === name)),
  }
}
