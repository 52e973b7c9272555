// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { NewAccountForm } from './new-account-form'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

test('a network that is lost is told, and the form can be sent again', async () => {
  const submit = vi.fn().mockRejectedValue(new TypeError('Failed to fetch'))
  render(<NewAccountForm token="t" submit={submit} />)
  const user = userEvent.setup()
  await user.type(screen.getByLabelText('Your name'), 'Ada')
  await user.click(screen.getByRole('button', { name: 'Create account' }))
  expect((await screen.findByRole('alert')).textContent).toMatch(/^Signalbox cannot be reached/)
  await user.click(screen.getByRole('button', { name: 'Create account' }))
  expect(submit).toHaveBeenCalledTimes(2)
  expect(submit).toHaveBeenLastCalledWith({ token: 't', name: 'Ada', email: '', password: '' })
})
