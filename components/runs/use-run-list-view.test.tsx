// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react'
import { NuqsTestingAdapter } from 'nuqs/adapters/testing'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useRunListView } from './use-run-list-view'

const onUrlUpdate = vi.fn()

beforeEach(() => onUrlUpdate.mockClear())
afterEach(cleanup)

function open(searchParams: string) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <NuqsTestingAdapter searchParams={searchParams} onUrlUpdate={onUrlUpdate} hasMemory>
      {children}
    </NuqsTestingAdapter>
  )
  const { result } = renderHook(() => useRunListView({ compact: false, hidden: ['tags'] }), { wrapper })
  return result
}

test('another density with the columns of an address leaves the remembered columns as they were', async () => {
  const control = open('?columns=queue,version')
  await act(async () => control.current.change({ ...control.current.view, compact: true }))
  expect(document.cookie).toContain('signalbox-runs-view=compact.tags')
  expect(control.current.view).toEqual({ compact: true, hidden: ['progress', 'id', 'tags', 'started', 'duration'] })
  expect(onUrlUpdate).not.toHaveBeenCalled()
})

test('other columns with those of an address change both', async () => {
  const control = open('?columns=queue,version')
  await act(async () => control.current.change({ ...control.current.view, hidden: ['queue'] }))
  expect(document.cookie).toContain('signalbox-runs-view=comfortable.queue')
  expect(control.current.view.hidden).toEqual(['queue'])
  await vi.waitFor(() => expect(onUrlUpdate).toHaveBeenCalled())
})
