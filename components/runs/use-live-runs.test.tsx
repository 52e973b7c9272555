// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import { useReducer, useState, useSyncExternalStore } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { run } from '@/lib/runs/run.factory'
import { LiveFeed, NO_ROWS } from './live-feed'
import { useLiveRuns } from './use-live-runs'

/** The cache of the realtime hook: what it hands over is drawn at once, row by row. */
const rows = { all: [] as unknown[], listeners: new Set<() => void>() }
const addRow = (row: unknown) => {
  rows.all = [...rows.all, row]
  for (const listener of rows.listeners) listener()
}

vi.mock('@trigger.dev/react-hooks', () => ({
  useRealtimeRunsWithTag: () => ({
    runs: useSyncExternalStore(
      (listener) => {
        rows.listeners.add(listener)
        return () => rows.listeners.delete(listener)
      },
      () => rows.all,
    ),
  }),
}))

afterEach(cleanup)

function Page() {
  const [feed] = useState(() => new LiveFeed())
  const [, opened] = useReducer((times: number) => times + 1, 0)
  const shown = useSyncExternalStore(feed.subscribe, feed.read, () => NO_ROWS)
  useLiveRuns({
    environment: 'default',
    token: 'token',
    refreshToken: async () => 'token',
    onRuns: (runs) => feed.publish(runs),
    onOpen: opened,
    onLost: () => {},
  })
  return <p>{shown.length} runs</p>
}

it('takes the runs of a busy day one by one without a pause', async () => {
  render(<Page />)
  for (let index = 0; index < 300; index++) {
    const { taskId, ...row } = run.completed()
    addRow({ ...row, taskIdentifier: taskId })
    await Promise.resolve()
  }
  await act(async () => {})
  expect(await screen.findByText('300 runs')).toBeTruthy()
})
