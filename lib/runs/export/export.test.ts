import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { RunRow } from '../run'
import { run } from '../run.factory'
import { csvRecord } from './csv-record'
import { csvWriter } from './csv-writer'
import { EXPORT_CUT_NOTE } from './export-limits'
import { exportText } from './export-text'
import { jsonWriter } from './json-writer'
import type { RunsRead } from './read-all-runs'

const head = { environment: 'default', search: '?status=FAILED', exportedAt: new Date('2026-11-22T12:00:00Z') }
const NO_LIMITS = { runs: 1_000, bytes: 1_000_000 }

async function* pagesOf(...pages: RunRow[][]): AsyncGenerator<RunsRead> {
  for (const [index, runs] of pages.entries()) yield { runs, more: index < pages.length - 1 }
}

async function text(pages: RunRow[][], format: 'csv' | 'json', limits = NO_LIMITS): Promise<string> {
  let whole = ''
  const writer = format === 'csv' ? csvWriter : jsonWriter
  for await (const piece of exportText(pagesOf(...pages), writer, head, limits)) {
    expect(piece).not.toBe('')
    whole += piece
  }
  return whole
}

const carriageReturns = (file: string) => file.split('\r').length - 1
const records = (file: string) => parse(file, { bom: true, columns: true }) as Record<string, string>[]

describe('a CSV record', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝1+1', '\n+cmd'])(
    'defuses the formula %j',
    (field) => {
      expect(csvRecord([field]).replace(/^"/, '')).toMatch(/^'/)
    },
  )

  it('leaves an ordinary text as it is', () => {
    expect(csvRecord(['import-csv', 'a=b', '7', ''])).toBe('import-csv,a=b,7,\r\n')
  })

  it('quotes commas, quotes, semicolons and line breaks so that they come back', () => {
    const fields = ['a,b', 'say "hi"', 'x;y', 'two\nlines', ' spaced ']
    expect(parse(csvRecord(fields))[0]).toEqual(fields)
  })

  it('has a carriage return at its end and nowhere else', () => {
    expect(carriageReturns(csvRecord(['a\r\nb', 'c\rd']))).toBe(1)
  })
})

describe('an export as CSV', () => {
  it('holds every run of every page under the same columns', async () => {
    const completed = run.completed({ tags: ['a,b', 'vip'] })
    const executing = run.executing({ metadata: { progress: 0.425, stage: 'x' } })
    const file = await text([[completed], [executing]], 'csv')
    expect(records(file)).toMatchObject([
      { id: completed.id, status: 'COMPLETED', tags: 'a,b, vip', duration_ms: '4000', test: 'false' },
      { id: executing.id, duration_ms: '', progress_percent: '42.5', stage: 'x', finished_at: '' },
    ])
  })

  it('says in its last line that it was cut, in a record like the others', async () => {
    const file = await text([[run.queued(), run.queued()], [run.queued()]], 'csv', { runs: 2, bytes: 1_000_000 })
    expect(
      records(file)
        .map((record) => record.id)
        .at(-1),
    ).toBe(EXPORT_CUT_NOTE)
    expect(carriageReturns(file) - 1).toBe(2)
  })

  it('says nothing of the kind when exactly the limit matches', async () => {
    const file = await text([[run.queued(), run.queued()]], 'csv', { runs: 2, bytes: 1_000_000 })
    expect(file).not.toContain(EXPORT_CUT_NOTE)
    expect(records(file)).toHaveLength(2)
  })

  it('has only its head when nothing matches', async () => {
    expect(records(await text([[]], 'csv'))).toEqual([])
  })
})

describe('an export as JSON', () => {
  it('says which filter it is of and that it is complete', async () => {
    const runs = [run.completed({ metadata: { note: 'line\r\nbreak "quoted"' } }), run.queued()]
    const file = await text([runs], 'json')
    const parsed = JSON.parse(file)
    expect(parsed).toMatchObject({ environment: 'default', filter: '?status=FAILED', count: 2, complete: true })
    expect(parsed.runs[0]).toMatchObject({ id: runs[0]?.id, task: 'import-csv', durationMs: 4_000 })
    expect(parsed.runs[0].metadata).toEqual({ note: 'line\r\nbreak "quoted"' })
    expect(carriageReturns(file) - 1).toBe(2)
  })

  it('stops after the page that fills it and says so', async () => {
    const page = () => [run.queued({ metadata: { text: 'x'.repeat(2_000) } })]
    const parsed = JSON.parse(await text([page(), page(), page()], 'json', { runs: 1_000, bytes: 3_000 }))
    expect(parsed).toMatchObject({ count: 2, complete: false, note: EXPORT_CUT_NOTE })
  })

  it('is still JSON when nothing matches', async () => {
    expect(JSON.parse(await text([[]], 'json'))).toMatchObject({ runs: [], count: 0, complete: true })
  })
})
