// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { TimeFormatProvider } from '@/components/layout/time-format'
import { TooltipProvider } from '@/components/ui/tooltip-provider'
import { type RunDetail, toRunDetail } from '@/lib/runs/run'
import { runKeys } from '@/lib/runs/run-keys'
import { runOptions } from '@/lib/runs/run-options'
import { buildTimeline } from '@/lib/runs/trace/build-timeline'
import type { RunTrace } from '@/lib/runs/trace/trace'
import { at, traceItem, traceOf } from '@/lib/runs/trace/trace.factory'
import { lastGoodRunOptions, runDataOptions, runTraceOptions } from '@/lib/runs/trace/trace-options'
import { CompareTab } from './compare-tab'
import { useElementSize } from './element-size-for-tests'

// Drawing whole panels takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

useElementSize({ width: 600, height: 400, rowHeight: 22 })
afterEach(cleanup)

const runWith = (id: string, status: string, more: object = {}): RunDetail =>
  toRunDetail({
    id,
    status,
    taskIdentifier: 'import-csv',
    createdAt: at(0),
    startedAt: at(1_000),
    finishedAt: at(3_000),
    attemptCount: 1,
    ...more,
  })

const traceWith = (downloadMs: number) =>
  traceOf(
    traceItem.root(),
    traceItem.attempt(1),
    traceItem.span('s1', { name: 'download', durationMs: downloadMs }),
    traceItem.span('s2', { name: 'same step', durationMs: 100 }),
  )

const failed = runWith('run_failed11', 'FAILED', { version: '2', finishedAt: at(9_000) })
const good = runWith('run_good2222', 'COMPLETED', { version: '1' })

const data = (text: string | null) => ({ text, sizeBytes: text?.length ?? 0, isTooLarge: false, hiddenCount: 0 })

/** As the page has it: everything that was asked for is there, nothing else is. */
function cacheWith(lastGood: RunDetail | null): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
  client.setQueryData(lastGoodRunOptions('default', failed.id).queryKey, { taskId: 'import-csv', run: lastGood })
  for (const run of [failed, good]) client.setQueryData(runOptions('default', run.id).queryKey, run)
  client.setQueryData(runTraceOptions('default', good.id).queryKey, traceWith(200))
  client.setQueryData(runDataOptions('default', failed.id, 'payload').queryKey, data('{"file":"b.csv","rows":10}'))
  client.setQueryData(runDataOptions('default', good.id, 'payload').queryKey, data('{"file":"a.csv","rows":10}'))
  client.setQueryData(runDataOptions('default', failed.id, 'output').queryKey, data(null))
  client.setQueryData(runDataOptions('default', good.id, 'output').queryKey, data('{"imported":10}'))
  return client
}

function show(client: QueryClient, named: string | null = null, trace: RunTrace = traceWith(4_000)) {
  const onOther = vi.fn()
  render(
    <QueryClientProvider client={client}>
      <TimeFormatProvider initialMode="utc">
        <TooltipProvider>
          <CompareTab
            environment="default"
            run={failed}
            timeline={buildTimeline(failed, trace)}
            otherId={named}
            onOther={onOther}
          />
        </TooltipProvider>
      </TimeFormatProvider>
    </QueryClientProvider>,
  )
  return { user: userEvent.setup(), onOther }
}

const section = (name: string) => within(screen.getByRole('region', { name }))
const cells = (name: string, row: RegExp) =>
  within(section(name).getByRole('row', { name: row }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent)

test('the last good run stands beside this one, and only what differs is shown', () => {
  show(cacheWith(good))
  expect(screen.getByText('Last good run')).toBeTruthy()
  expect(cells('Runs', /^Execution/)).toEqual(['8.0 s', '2.0 s', '+6.0 s'])
  expect(cells('Runs', /^Version/)).toEqual(['2', '1', 'differs'])
  expect(section('Runs').queryByRole('row', { name: /^Task/ })).toBeNull()
  expect(cells('Steps', /^download/)).toEqual(['4.0 s', '0.2 s', '+3.8 s'])
  expect(section('Steps').queryByRole('row', { name: /^same step/ })).toBeNull()
  expect(screen.getByRole('region', { name: 'Payload' }).textContent).toContain('1 difference')
  expect(screen.getByRole('region', { name: 'Payload' }).textContent).not.toContain('rows')
  expect(screen.getByRole('region', { name: 'Metadata' }).textContent).toContain('neither run has any')
})

test('what is the same is shown on demand', async () => {
  const { user } = show(cacheWith(good))
  await user.click(screen.getByLabelText('Show what is the same, too'))
  expect(cells('Steps', /^same step/)).toEqual(['0.1 s', '0.1 s', 'same'])
  expect(screen.getByRole('region', { name: 'Payload' }).textContent).toContain('"rows": 10')
})

test('without a good run the tab says exactly what is missing', () => {
  show(cacheWith(null))
  expect(screen.getByText(/No other run of/).textContent).toContain('import-csv has completed')
})

test('another run is chosen by its id, also from a pasted address', async () => {
  const { user, onOther } = show(cacheWith(good))
  const field = screen.getByRole('textbox', { name: 'Id of another run to compare with' })
  await user.type(field, 'nonsense{Enter}')
  expect(screen.getByRole('alert').textContent).toContain('This is not a run id')
  await user.clear(field)
  await user.type(field, 'http://localhost/e/default/runs/run_other333{Enter}')
  expect(onOther).toHaveBeenCalledWith('run_other333')
})

test('a run of another task is compared, with a warning', () => {
  const client = cacheWith(good)
  client.setQueryData(runKeys.detail('default', good.id), { ...good, taskId: 'export-csv' })
  show(client, good.id)
  expect(screen.getByText('Other run', { selector: 'dt' })).toBeTruthy()
  expect(screen.getByText(/runs of two tasks/)).toBeTruthy()
})
