// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { RunIdForm } from './run-id-form'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

function show() {
  const onRunId = vi.fn<(runId: string) => void>()
  render(
    <RunIdForm label="Run id" placeholder="run_…" onRunId={onRunId}>
      <button type="submit">Open</button>
    </RunIdForm>,
  )
  return { onRunId, user: userEvent.setup(), field: screen.getByRole<HTMLInputElement>('textbox', { name: 'Run id' }) }
}

test('finds the id in an address that was pasted, and empties the field', async () => {
  const { onRunId, user, field } = show()
  await user.type(field, 'http://localhost/e/default/runs/run_abcd1234?tab=logs{Enter}')
  expect(onRunId).toHaveBeenCalledExactlyOnceWith('run_abcd1234')
  expect(field.value).toBe('')
})

test('says of anything else that it is no id, keeps it, and takes the words back with the next one', async () => {
  const { onRunId, user, field } = show()
  await user.type(field, 'nonsense')
  await user.click(screen.getByRole('button', { name: 'Open' }))
  expect(screen.getByRole('alert').textContent).toMatch(/^This is not a run id/)
  expect(field.value).toBe('nonsense')
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(onRunId).not.toHaveBeenCalled()
  await user.clear(field)
  await user.type(field, 'run_abcd1234{Enter}')
  expect(screen.getByRole('alert').textContent).toBe('')
  expect(onRunId).toHaveBeenCalledExactlyOnceWith('run_abcd1234')
})
