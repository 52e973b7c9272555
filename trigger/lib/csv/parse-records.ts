import { CsvError, type Parser, parse } from 'csv-parse'
import { UnusableFile } from '../unusable-file'

/** Fields are latin1 strings, one character per byte: whether the bytes are UTF-8 is asked field by field, later. */
export type CsvRecord = {
  fields: string[]
  line: number
  /** Where the next record begins: a parser started there goes on as if nothing had happened. */
  nextByte: number
  nextLine: number
  problem?: string
}

type Options = { delimiter: string; atByte: number; atLine: number; maxRecordBytes?: number }

/** A row is a few hundred bytes. What is longer than this is a quote that was never closed. */
const MAX_RECORD_BYTES = 65_536

const LINE_BREAK = /\r\n|\r|\n/g

const linesInside = (fields: string[]) =>
  fields.reduce((sum, field) => sum + (/[\r\n]/.test(field) ? (field.match(LINE_BREAK)?.length ?? 0) : 0), 0)

/** Yields the records of one chunk at a time; memory is bounded by the size of a chunk. */
export async function* parseRecords(
  chunks: Iterable<Buffer> | AsyncIterable<Buffer>,
  { delimiter, atByte, atLine, maxRecordBytes = MAX_RECORD_BYTES }: Options,
): AsyncGenerator<CsvRecord[]> {
  let records: CsvRecord[] = []
  let line = atLine
  const parser = parse({
    delimiter,
    encoding: 'latin1',
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: maxRecordBytes,
    // The parser's own stream of records would cost a third of the throughput.
    on_record: (fields: string[], { bytes }) => {
      const nextLine = line + 1 + linesInside(fields)
      records.push({ fields, line, nextByte: atByte + bytes, nextLine })
      line = nextLine
      return null
    },
  })
  parser.resume()
  let readTo = atByte
  try {
    for await (const chunk of chunks) {
      readTo += chunk.length
      await write(parser, chunk)
      const parsed = records
      records = []
      yield parsed
    }
    await end(parser)
  } catch (error) {
    const problem = explain(error, line, maxRecordBytes)
    records.push({ fields: [], line, nextByte: readTo, nextLine: line + 1, problem })
  } finally {
    parser.destroy()
  }
  yield records
}

const write = (parser: Parser, chunk: Buffer) => settled(parser, (done) => parser.write(chunk, done))
const end = (parser: Parser) => settled(parser, (done) => parser.end(done))

/** A parser reports a failure twice, by its callback and as an event; unheard, the event would end the thread. */
function settled(parser: Parser, start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('error', reject)
    start((error) => {
      if (error) return reject(error)
      parser.off('error', reject)
      resolve()
    })
  })
}

function explain(error: unknown, line: number, maxRecordBytes: number): string {
  if (!(error instanceof CsvError)) throw error
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quotation mark opens in this row and is never closed'
  if (error.code !== 'CSV_MAX_RECORD_SIZE') throw error
  throw new UnusableFile(
    `The row that begins on line ${line} is longer than ${Math.round(maxRecordBytes / 1024)} KB. Most likely a quotation mark opens there and is never closed.`,
  )
}
