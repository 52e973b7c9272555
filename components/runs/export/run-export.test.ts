// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EXPORT_CUT_NOTE } from '@/lib/runs/export/export-limits'
import { EMPTY_RUN_FILTER } from '@/lib/runs/run-filter'
import { runExport } from './run-export'

const saved: string[] = []

beforeEach(() => {
  saved.length = 0
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download)
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** The server's answer in these pieces; an error among them breaks the connection off there. */
function serve(...pieces: (string | Error)[]): void {
  const encoder = new TextEncoder()
  const body = new ReadableStream({
    pull: (controller) => {
      const piece = pieces.shift()
      if (piece === undefined) controller.close()
      else if (piece instanceof Error) controller.error(piece)
      else controller.enqueue(encoder.encode(piece))
    },
  })
  const headers = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="runs-default.csv"' }
  vi.stubGlobal('fetch', async () => new Response(body, { headers }))
}

function start(signal = new AbortController().signal) {
  const counts: number[] = []
  const onCount = (count: number) => counts.push(count)
  const outcome = runExport({ environment: 'default', filter: EMPTY_RUN_FILTER, format: 'csv', signal, onCount })
  return { counts, outcome }
}

describe('an export in the browser', () => {
  it('counts the runs as they come and saves the file under the name that the server gives', async () => {
    serve('id\r\n', 'run_a\r\nrun_', 'b\r\n')
    const { counts, outcome } = start()
    expect(await outcome).toEqual({ kind: 'success', title: '2 runs exported', description: 'runs-default.csv' })
    expect(counts).toEqual([0, 1, 2])
    expect(saved).toEqual(['runs-default.csv'])
  })

  it('says of a file that was cut that more match', async () => {
    serve('id\r\nrun_a\r\n', `${EXPORT_CUT_NOTE},`)
    expect(await start().outcome).toMatchObject({ kind: 'info', title: 'The newest 1 run exported' })
    expect(saved).toHaveLength(1)
  })

  it('saves nothing of an export that breaks off, and says how far it came', async () => {
    serve('id\r\nrun_a\r\n', 'run_b\r\n', new Error('connection lost'))
    expect(await start().outcome).toMatchObject({ kind: 'error', title: 'The export broke off after 2 runs' })
    expect(saved).toEqual([])
  })

  it('saves no empty file', async () => {
    serve('id\r\n')
    expect(await start().outcome).toMatchObject({ kind: 'info' })
    expect(saved).toEqual([])
  })

  it('tells why the server refuses, with the id of the error', async () => {
    const refusal = { code: 'unavailable', message: 'The platform is away.', errorId: 'abc123' }
    vi.stubGlobal('fetch', async () => Response.json(refusal, { status: 503 }))
    expect(await start().outcome).toMatchObject({ kind: 'error', description: 'The platform is away. abc123' })
  })

  it('says nothing when the person has stopped it', async () => {
    const abort = new AbortController()
    vi.stubGlobal('fetch', async () => {
      abort.abort()
      throw abort.signal.reason
    })
    expect(await start(abort.signal).outcome).toBeNull()
  })
})
