import { describe, expect, test, vi } from 'vitest'
import { GET } from '@/app/api/e/[environment]/runs/export/route'
import { EMPTY_RUN_FILTER } from '../run-filter'
import { usePlatformForTests } from '../use-platform-for-tests'
import { EXPORT_CUT_NOTE } from './export-limits'
import { readAllRuns } from './read-all-runs'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

const { platform } = usePlatformForTests('viewer')

const wireRun = (id: string, depth = 0) => ({
  id,
  status: 'FAILED',
  taskIdentifier: 'import-csv',
  createdAt: '2026-11-22T10:00:00.000Z',
  updatedAt: '2026-11-22T10:00:00.000Z',
  tags: ['=cmd()'],
  depth,
})
const page = (ids: string[], next?: string) => ({ data: ids.map((id) => wireRun(id)), pagination: { next } })
const ask = (search: string) =>
  GET(new Request(`http://127.0.0.1:3999/api/e/default/runs/export?${search}`), {
    params: Promise.resolve({ environment: 'default' }),
  })

describe('an export', () => {
  test('reads every page of the filter, a hundred runs at a time, and is a download', async () => {
    platform.json(/page%5Bafter%5D=c2/, page(['run_c']))
    platform.json(/page%5Bafter%5D=c1/, page(['run_b'], 'c2'))
    platform.json(/\/api\/v1\/runs\?/, page(['run_a'], 'c1'))
    const response = await ask('format=csv&status=FAILED')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="runs-default-\d{8}-\d{4}\.csv"$/,
    )
    const lines = (await response.text()).trim().split('\r\n')
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['run_a', 'run_b', 'run_c'])
    expect(lines[1]).toContain(`'=cmd()`)
    expect(platform.seen.map(({ url }) => new URL(url, 'http://x').searchParams.get('page[size]'))).toEqual([
      '100',
      '100',
      '100',
    ])
    expect(platform.seen[2]?.url).toContain('filter%5Bstatus%5D=FAILED')
  })

  test('stops at ten thousand runs and says so', async () => {
    const many = Array.from({ length: 100 }, (_, index) => `run_${index}`)
    platform.on(/\/api\/v1\/runs\?/, (_, response) => {
      const body = page(many, `c${platform.seen.length}`)
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
    const file = JSON.parse(await (await ask('format=json')).text())
    expect(file).toMatchObject({ count: 10_000, complete: false, note: EXPORT_CUT_NOTE })
    expect(platform.seen).toHaveLength(100)
  })

  test('holds root runs only where the filter says so', async () => {
    platform.json(/\/api\/v1\/runs\?/, { data: [wireRun('run_root'), wireRun('run_child', 1)], pagination: {} })
    const file = JSON.parse(await (await ask('format=json&rootOnly=true')).text())
    expect(file.runs.map((run: { id: string }) => run.id)).toEqual(['run_root'])
  })

  test('breaks off when the platform fails in the middle, so that half a file is no file', async () => {
    platform.json(/page%5Bafter%5D=c1/, { error: 'no' }, 400)
    platform.json(/\/api\/v1\/runs\?/, page(['run_a'], 'c1'))
    const response = await ask('format=csv')
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  test('answers with the reason when the platform fails at once', async () => {
    platform.json(/\/api\/v1\/runs\?/, { error: 'Invalid period' }, 400)
    const response = await ask('format=csv')
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'bad_input', message: 'Invalid period' })
  })

  test('refuses a format that it does not have', async () => {
    expect((await ask('format=xlsx')).status).toBe(400)
    expect(platform.seen).toEqual([])
  })
})

describe('reading all runs', () => {
  async function idsOf(waitsMs: number[]): Promise<string[]> {
    const ids: string[] = []
    for await (const { runs } of readAllRuns('default', EMPTY_RUN_FILTER, waitsMs))
      ids.push(...runs.map((run) => run.id))
    return ids
  }

  test('waits for a platform that is away and goes on where it was', async () => {
    let asked = 0
    platform.on(/page%5Bafter%5D=c1/, (_, response) => {
      asked += 1
      const [status, body] = asked < 3 ? [[503, 429][asked - 1] ?? 500, { error: 'later' }] : [200, page(['run_b'])]
      response.writeHead(status as number, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
    platform.json(/\/api\/v1\/runs\?/, page(['run_a'], 'c1'))
    expect(await idsOf([1, 1])).toEqual(['run_a', 'run_b'])
  })

  test('does not turn in circles with a server that gives the same page again and again', async () => {
    platform.json(/\/api\/v1\/runs\?/, page(['run_a'], 'c1'))
    await expect(idsOf([])).rejects.toMatchObject({ code: 'unexpected' })
  })
})
