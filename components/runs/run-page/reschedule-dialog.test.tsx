// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { TimeFormatProvider } from '@/components/layout/time-format'
import { TooltipProvider } from '@/components/ui/tooltip-provider'
import { toRunDetail } from '@/lib/runs/run'
import type { StartMoment } from '@/lib/runs/trace/start-moment'
import { RescheduleDialog } from './reschedule-dialog'

// Drawing whole panels takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

const delayed = toRunDetail({
  id: 'run_abcdefgh',
  status: 'DELAYED',
  taskIdentifier: 'import-csv',
  createdAt: new Date(),
  delayedUntil: '2099-12-24T18:00:00.000Z',
})

function show(refusal: string | null = null) {
  const onReschedule = vi.fn<(start: StartMoment) => void>()
  render(
    <TimeFormatProvider initialMode="utc">
      <TooltipProvider>
        <RescheduleDialog run={delayed} busy={false} refusal={refusal} onClose={() => {}} onReschedule={onReschedule} />
      </TooltipProvider>
    </TimeFormatProvider>,
  )
  return { user: userEvent.setup(), onReschedule }
}

const submit = () => screen.getByRole('button', { name: 'Reschedule' }) as HTMLButtonElement

test('a duration is asked for as it was written', async () => {
  const { user, onReschedule } = show()
  const field = screen.getByLabelText('How long from now')
  await user.clear(field)
  await user.type(field, '2h30m{Enter}')
  expect(onReschedule.mock.calls[0]?.[0].delay).toBe('2h30m')
})

test('what is no duration cannot be sent, and the field says why', async () => {
  const { user, onReschedule } = show()
  const field = screen.getByLabelText('How long from now')
  await user.clear(field)
  await user.type(field, 'soon{Enter}')
  expect(submit().disabled).toBe(true)
  expect(screen.getByText(/Write a duration/)).toBeTruthy()
  expect(onReschedule).not.toHaveBeenCalled()
})

test('an exact time is meant in the zone that times are shown in', async () => {
  const { user, onReschedule } = show()
  await user.click(screen.getByRole('radio', { name: 'At a time' }))
  const field = screen.getByLabelText('Date and time') as HTMLInputElement
  expect(field.value).toBe('2099-12-24T18:00')
  fireEvent.change(field, { target: { value: '2099-12-25T06:30' } })
  await user.click(submit())
  expect(onReschedule.mock.calls[0]?.[0].delay).toBe('2099-12-25T06:30:00.000Z')
})

test('a time that has passed says what it means', async () => {
  const { user } = show()
  await user.click(screen.getByRole('radio', { name: 'At a time' }))
  fireEvent.change(screen.getByLabelText('Date and time'), { target: { value: '2001-01-01T00:00' } })
  expect(screen.getByText(/the run is queued at once/)).toBeTruthy()
})

test('a refusal stands in the dialog, which stays open', () => {
  show('Run abcdefgh is not delayed any more: executing. Nothing was changed.')
  expect(screen.getByRole('alert').textContent).toContain('not delayed any more')
})
