// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createRef } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { SessionUserProvider } from '@/components/auth/session-user'
import { ViewForm } from './view-form'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

function show(onSubmit: () => Promise<never>) {
  render(
    <SessionUserProvider user={{ id: 'u1', name: 'Ada', email: 'ada@example.com', role: 'viewer' }}>
      <ViewForm id="f" initial={{ name: 'Failed', shared: false }} input={createRef()} onSubmit={onSubmit} />
    </SessionUserProvider>,
  )
  return userEvent.setup()
}

test('of a view that was sent into a lost network nobody says that it was not saved', async () => {
  const user = show(() => Promise.reject(new TypeError('Failed to fetch')))
  await user.type(screen.getByLabelText('Name'), '{Enter}')
  expect(await screen.findByText(/^Signalbox cannot be reached. See whether it was done/)).toBeTruthy()
})
