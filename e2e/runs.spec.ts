import { contactsCsv } from './support/contacts-csv'
import { startRun } from './support/start-run'
import { expect, test } from './support/test'
import { waitForRun } from './support/wait-for-run'

test('the overview says that platform, worker and database are up', async ({ page }) => {
  await page.goto('/e/default')
  await expect(page.getByText('Up', { exact: true })).toHaveCount(3)
})

test('a run started from the dialog appears without a reload and completes', async ({ page }) => {
  await page.goto('/e/default/runs')
  await startRun(page, 'hello-world')
  const row = page.getByRole('row').filter({ hasText: 'hello-world' }).first()
  await expect(row).toContainText('Completed')
})

test('a CSV of 10,000 rows is chosen from disk, uploaded and imported', async ({ page }) => {
  await page.goto('/e/default/runs')
  await page.getByRole('button', { name: 'Start a run' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Start a run' })
  await dialog.getByRole('option', { name: 'import-csv' }).click()
  await expect(dialog.getByRole('button', { name: 'Start run' })).toBeDisabled()
  await dialog
    .getByLabel('Choose a file from disk')
    .setInputFiles({ name: 'contacts.csv', mimeType: 'text/csv', buffer: contactsCsv(10_000, 500) })
  await dialog.getByRole('button', { name: 'Start run' }).click()

  const row = page.getByRole('row').filter({ hasText: 'import-csv' }).first()
  await expect(row).toContainText('Completed')
  await row.getByRole('link', { name: 'import-csv' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'import-csv' })).toBeVisible()
  await page.getByRole('tab', { name: 'Metadata' }).click()
  await expect(page.getByRole('tabpanel')).toContainText('9980')
  await expect(page.getByRole('tabpanel')).toContainText(/reasons.*20 items/)
})

test('stage and progress of a run move in the list while it works', async ({ page, trigger }) => {
  await trigger.tasks.trigger('hello-world', { name: 'a row that must not move' })
  await page.goto('/e/default/runs')
  await expect(page.getByRole('row').filter({ hasText: 'hello-world' }).first()).toBeVisible()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await trigger.tasks.trigger('process-video', { frames: 240, width: 480, format: 'webp' })
  await page.getByRole('button', { name: /new run/ }).click()
  const bar = page.getByRole('row').filter({ hasText: 'process-video' }).first().getByRole('progressbar')
  const seen = new Set<string | null>()
  await expect
    .poll(async () => {
      seen.add(await bar.getAttribute('aria-valuenow', { timeout: 1000 }).catch(() => null))
      return [...seen].filter((value) => value !== null).length
    })
    .toBeGreaterThanOrEqual(2)
})

test('a new run waits behind a count instead of moving the rows', async ({ page, trigger }) => {
  await trigger.tasks.trigger('hello-world', { name: 'somebody' })
  await page.goto('/e/default/runs')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  const first = page.getByRole('row').nth(1)
  const before = await first.innerText()
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'a stranger' })
  await waitForRun(trigger, id, 'COMPLETED')
  const bar = page.getByRole('button', { name: /1 new run/ })
  await expect(bar).toBeVisible()
  expect((await first.innerText()).split('\n')[0]).toBe(before.split('\n')[0])
  await bar.click()
  await expect(page.getByRole('row').filter({ hasText: id.slice(-6) })).toBeVisible()
})

test('filters live in the address and Back undoes the last one', async ({ page, trigger }) => {
  await trigger.tasks.trigger('hello-world', { name: 'unfiltered' })
  await page.goto('/e/default/runs?status=SYSTEM_FAILURE')
  await expect(page.getByRole('heading', { name: 'No run matches this filter' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'hello-world' }).first()).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'No run matches this filter' })).toBeVisible()
})

test('an unknown run is a page with a search box, not a crash', async ({ page }) => {
  await page.goto('/e/default/runs/run_cdoesnotexist000000000000')
  await page.getByRole('textbox', { name: 'Run id' }).fill('what I typed')
  await page.getByRole('button', { name: 'Open run' }).click()
  await expect(page.getByText('This is not a run id.')).toBeVisible()
})

test('a payload that is not JSON is refused before anything is started', async ({ page, trigger }) => {
  await page.goto('/e/default/runs')
  await page.getByRole('button', { name: 'Start a run' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Start a run' })
  await dialog.getByRole('option', { name: 'hello-world' }).click()
  const before = (await trigger.runs.list({ limit: 1 })).data[0]?.id
  await dialog.getByLabel('Payload').fill('{ "name": ')
  await expect(dialog.getByRole('button', { name: 'Start run' })).toBeDisabled()
  expect((await trigger.runs.list({ limit: 1 })).data[0]?.id).toBe(before)
})
