import { expect, test } from './support/test'
import { waitForRun } from './support/wait-for-run'

test('a task that fails twice and then succeeds shows its attempts, newest first', async ({ page, trigger }) => {
  const { id } = await trigger.tasks.trigger('flaky', { failures: 2 })
  await page.goto(`/e/default/runs/${id}?tab=attempts`)
  const attempts = page.getByRole('list', { name: 'Attempts, newest first' }).getByRole('listitem')
  await expect(attempts).toHaveCount(3)
  await expect(attempts.nth(0)).toContainText('Attempt 3')
  await expect(attempts.nth(0)).toContainText('Succeeded')
  await expect(attempts.nth(2)).toContainText('Attempt 1 failed on purpose')
  await expect(page.getByRole('banner').or(page.getByRole('main')).getByText('Completed').first()).toBeVisible()
})

test('a task that fails for good shows its error with the stack', async ({ page, trigger }) => {
  const { id } = await trigger.tasks.trigger('always-fails', { reason: 'the warehouse is closed' })
  await page.goto(`/e/default/runs/${id}`)
  await expect(page.getByText('Failed').first()).toBeVisible()
  await expect(page.getByText('the warehouse is closed').first()).toBeVisible()
  await expect(page.getByText(/trigger\/always-fails\.ts:\d+/).first()).toBeVisible()
})

test('a waiting run says so and can be canceled', async ({ page, trigger }) => {
  const { id } = await trigger.tasks.trigger('wait-a-while', { seconds: 600 })
  await page.goto(`/e/default/runs/${id}`)
  await expect(page.getByText('Waiting').first()).toBeVisible()
  await page.getByRole('button', { name: 'Cancel run' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cancel this run?' })
  await dialog.getByRole('button', { name: /^Cancel run/ }).click()
  await expect(page.getByText(/canceled$/).first()).toBeVisible()
  await waitForRun(trigger, id, 'CANCELED')
  await expect(page.getByRole('button', { name: 'Cancel run' })).toHaveAttribute('aria-disabled', 'true')
})

test('two tabs cancel one run: the second learns that it was already over', async ({ page, context, trigger }) => {
  const { id } = await trigger.tasks.trigger('wait-a-while', { seconds: 600 })
  const other = await context.newPage()
  for (const tab of [page, other]) {
    await tab.goto(`/e/default/runs/${id}`)
    await expect(tab.getByText('Waiting').first()).toBeVisible()
    await tab.getByRole('button', { name: 'Cancel run' }).click()
  }
  for (const tab of [page, other])
    await tab
      .getByRole('dialog')
      .getByRole('button', { name: /^Cancel run/ })
      .click()
  await expect(page.getByText(/^Run \S+ canceled$/)).toBeVisible()
  await expect(other.getByText(/already been canceled/)).toBeVisible()
})

test('replaying a finished run lands on the new run and leaves the old one', async ({ page, trigger }) => {
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'Ada' })
  await waitForRun(trigger, id, 'COMPLETED')
  await page.goto(`/e/default/runs/${id}`)
  await page.getByRole('button', { name: 'Replay' }).click()
  await expect(page).not.toHaveURL(new RegExp(id))
  await expect(page).toHaveURL(/\/runs\/run_/)
  await expect(page.getByText('Completed').first()).toBeVisible()
  await page.getByRole('tab', { name: 'Payload & output' }).click()
  await expect(page.getByRole('tabpanel')).toContainText('Hello, Ada!')
})

test('logs follow the run as it works', async ({ page, trigger }) => {
  const { id } = await trigger.tasks.trigger('flaky', { failures: 1 })
  await page.goto(`/e/default/runs/${id}?tab=logs`)
  await expect(page.getByText('flaky_started').first()).toBeVisible()
  await expect(page.getByText('flaky_completed').first()).toBeVisible()
})
