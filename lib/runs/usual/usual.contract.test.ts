import { expect, test, vi } from 'vitest'
import { GET } from '@/app/api/e/[environment]/usual-durations/route'
import { listRuns } from '../queries'
import { EMPTY_RUN_FILTER } from '../run-filter'
import { usePlatformForTests } from '../use-platform-for-tests'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

const { platform } = usePlatformForTests('viewer')

const completed = (count: number) => ({
  data: Array.from({ length: count }, (_, index) => ({
    id: `run_${index}`,
    status: 'COMPLETED',
    taskIdentifier: 't',
    startedAt: '2026-11-22T12:00:00.000Z',
    finishedAt: new Date(Date.parse('2026-11-22T12:00:00.000Z') + (index + 1) * 1_000).toISOString(),
  })),
  pagination: {},
})
const ask = (search: string) =>
  GET(new Request(`http://127.0.0.1:3999/x?${search}`), { params: Promise.resolve({ environment: 'default' }) })

test('says what is usual for tasks with enough completed runs, from one page per task and minute', async () => {
  platform.json(/taskIdentifier%5D=rare&/, completed(19))
  platform.json(/taskIdentifier%5D=broken/, { error: 'away' }, 500)
  platform.json(/taskIdentifier%5D=often/, completed(100))
  const wanted = 'task=often&task=rare&task=broken&task=often'
  expect(await (await ask(wanted)).json()).toEqual({ often: { p95Ms: 95_000, samples: 100 } })
  await ask('task=often')
  const asked = platform.seen.filter(({ url }) => url.includes('often'))
  expect(asked).toHaveLength(1)
  const query = new URL(asked[0]?.url ?? '', 'http://x').searchParams
  expect(query.get('page[size]')).toBe('100')
  expect(query.get('filter[status]')).toBe('COMPLETED')
})

test('takes as many tasks as a screen shows and no more', async () => {
  const tasks = Array.from({ length: 51 }, (_, index) => `task=t${index}`).join('&')
  expect((await ask(tasks)).status).toBe(400)
  expect((await ask('')).status).toBe(400)
  expect(platform.seen).toEqual([])
})

test('root runs are looked for page by page, up to five hundred runs at a time', async () => {
  const page = (depth: number, next?: string) => ({
    data: [{ id: `run_${depth}_${next}`, status: 'QUEUED', taskIdentifier: 't', depth }],
    pagination: { next },
  })
  platform.json(/page%5Bafter%5D=c5/, page(0))
  platform.on(/\/api\/v1\/runs\?/, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(page(1, `c${platform.seen.length}`)))
  })
  const filter = { ...EMPTY_RUN_FILTER, rootOnly: true }
  expect(await listRuns('default', filter, null)).toEqual({ runs: [], nextCursor: 'c5' })
  const { runs, nextCursor } = await listRuns('default', filter, 'c5')
  expect(runs.map((run) => run.depth)).toEqual([0])
  expect(nextCursor).toBeNull()
})
