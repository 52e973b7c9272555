import { expect, test } from './support/test'
import { waitForRun } from './support/wait-for-run'

test.beforeEach(async ({ page, trigger }) => {
  const handles = [
    await trigger.tasks.trigger('hello-world', { name: 'k1' }),
    await trigger.tasks.trigger('hello-world', { name: 'k2' }),
  ]
  for (const { id } of handles) await waitForRun(trigger, id, 'COMPLETED')
  await page.goto('/e/default/runs')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
})

test('j and k walk the rows, Enter opens one, Escape comes back to it', async ({ page }) => {
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/runs\/run_/)
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/e\/default\/runs$/)
})

test('the palette opens a pasted run id', async ({ page, trigger }) => {
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'palette' })
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: /paste a run id/ })).toBeFocused()
  await page.keyboard.insertText(id)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(id))
})

test('g then o goes to the overview, and ? tells every key', async ({ page }) => {
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText(/overview/i)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await expect(page).toHaveURL(/\/e\/default$/)
})

test('no key acts while somebody types', async ({ page }) => {
  await page.keyboard.press('/')
  await page.keyboard.type('go')
  await expect(page).toHaveURL(/\/e\/default\/runs/)
})
