import { FIRST_OPERATOR } from './support/first-operator'
import { expect, test } from './support/test'

test('the one-time link works once', async ({ page, signalbox }) => {
  await page.context().clearCookies()
  await page.goto(signalbox.firstRunLink ?? '')
  await expect(page.getByRole('button', { name: 'Create account' })).toBeHidden()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
})

test('an operator signs in and lands on the page that was asked for', async ({ page }) => {
  await page.context().clearCookies()
  await page.goto('/e/default/runs')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByLabel('Email').fill(FIRST_OPERATOR.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /password/i })).toBeVisible()
  await page.getByLabel('Password').fill(FIRST_OPERATOR.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/e\/default\/runs/)
})

test('an invited viewer watches but starts, cancels and invites nothing', async ({
  page,
  browser,
  trigger,
  baseURL,
}) => {
  const { id } = await trigger.tasks.trigger('wait-a-while', { seconds: 60 })
  await page.goto('/e/default/settings/members')
  await page.getByRole('button', { name: 'Invite' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' })
  await dialog
    .getByRole('radio', { name: /viewer/i })
    .or(dialog.getByRole('combobox'))
    .first()
    .click()
  const listed = page.getByRole('option', { name: /viewer/i })
  if (await listed.isVisible()) await listed.click()
  await dialog.getByRole('button', { name: 'Create the link' }).click()
  const link = await dialog.getByRole('status').locator('code').innerText()

  const context = await browser.newContext({ baseURL, storageState: undefined })
  const viewer = await context.newPage()
  await viewer.goto(link)
  await viewer.getByLabel('Your name').fill('Grace Hopper')
  await viewer.getByLabel('Email').fill('grace@example.com')
  await viewer.getByLabel('Password', { exact: true }).fill('another long passphrase')
  await viewer.getByRole('button', { name: 'Create account' }).click()
  await viewer.waitForURL(/\/e\/default/)
  await viewer.goto(`/e/default/runs/${id}`)
  await expect(viewer.getByRole('heading', { name: 'wait-a-while' })).toBeVisible()
  await expect(viewer.getByRole('button', { name: /cancel run/i })).toHaveAttribute('aria-disabled', 'true')
  await viewer.goto('/e/default/runs')
  await expect(viewer.getByRole('row').filter({ hasText: 'wait-a-while' }).first()).toBeVisible()
  await expect(viewer.getByRole('button', { name: 'Start a run' })).toBeHidden()
  await context.close()
  await trigger.runs.cancel(id)
})
