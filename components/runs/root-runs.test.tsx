// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, configure, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { NuqsTestingAdapter } from 'nuqs/adapters/testing'
import type { ReactNode } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { LiveStateProvider } from '@/components/layout/live-state'
import { run } from '@/lib/runs/run.factory'
import { FilterBar } from './filter-bar'
import { useRunFilter } from './use-run-filter'
import { useRunList } from './use-run-list'

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => {} }) }))

const asked: string[] = []

vi.stubGlobal('fetch', async (url: string) => {
  asked.push(url)
  if (!url.includes('/runs?')) return Response.json({ tasks: [], source: 'worker' })
  const runs = Array.from({ length: 60 }, () => run.completed({ depth: 0 }))
  return Response.json({ runs: url.includes('rootOnly') ? runs.slice(0, 30) : runs, nextCursor: 'c1' })
})
// The schema of the answer is fetched beside it, and a busy machine takes its time for that.
configure({ asyncUtilTimeout: 10_000 })
afterEach(cleanup)

function List() {
  const control = useRunFilter()
  const list = useRunList('default', control.filter, true)
  return (
    <>
      <FilterBar environment="default" control={control} rows={list.rows} />
      <p>{list.rows.length} rows</p>
    </>
  )
}

const queryClient = new QueryClient()
const around = ({ children }: { children: ReactNode }) => (
  <NuqsTestingAdapter hasMemory>
    <QueryClientProvider client={queryClient}>
      <LiveStateProvider>{children}</LiveStateProvider>
    </QueryClientProvider>
  </NuqsTestingAdapter>
)

vi.setConfig({ testTimeout: 60_000 })

it('root runs only is one condition like the others: chosen by typing, read once, taken back', async () => {
  render(<List />, { wrapper: around })
  await screen.findByText('60 rows')
  const user = userEvent.setup()
  await user.click(screen.getByRole('combobox', { name: 'Add a filter' }))
  await user.keyboard('root{Enter}')
  await screen.findByText('30 rows')
  expect(asked.filter((url) => url.includes('rootOnly=true'))).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Remove the filter family root runs only' }))
  expect(await screen.findByText('60 rows')).toBeTruthy()
})
