import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { TriggerClient } from '@trigger.dev/sdk'
import { expect, test } from './support/test'

const RUNS = 60
const TAG = 'runs-list-spec'

/** More runs than one page of the list holds, all of them waiting for an hour: nothing changes while a test looks. */
async function delayedRuns(trigger: TriggerClient): Promise<void> {
  const { data } = await trigger.runs.list({ tag: TAG, status: 'DELAYED', limit: 100 })
  const missing = Array.from({ length: RUNS - data.length }, (_, index) => index)
  await Promise.all(
    missing.map((index) => trigger.tasks.trigger('hello-world', { name: `${index}` }, { tags: [TAG], delay: '1h' })),
  )
}

async function download(page: Page, item: string) {
  await page.getByRole('button', { name: 'Columns, density and export' }).click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()])
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

test.beforeEach(({ trigger }) => delayedRuns(trigger))

test('the list is taken away as CSV and as JSON, all pages of the filter', async ({ page }) => {
  await page.goto(`/e/default/runs?tag=${TAG}&status=DELAYED`)
  await expect(page.getByText('The newest 50 runs, more below')).toBeVisible()

  const csv = await download(page, 'CSV for spreadsheets')
  expect(csv.name).toMatch(/^runs-default-\d{8}-\d{4}\.csv$/)
  expect(csv.text.trim().split('\r\n')).toHaveLength(RUNS + 1)
  await expect(page.getByText(`${RUNS} runs exported`)).toBeVisible()

  const json = await download(page, 'JSON with metadata')
  expect(JSON.parse(json.text)).toMatchObject({ count: RUNS, complete: true, filter: `?status=DELAYED&tag=${TAG}` })
})

test('a view is saved, opened from a bare list, changed, deleted and brought back', async ({ page }) => {
  await page.goto(`/e/default/runs?tag=${TAG}&status=DELAYED`)
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByRole('menuitem', { name: 'Save as a view…' }).click()
  await page.getByLabel('Name').fill('Waiting for an hour')
  await page.getByLabel('Share with the team').check()
  await page.getByRole('button', { name: 'Save view' }).click()
  await expect(page.getByText('View “Waiting for an hour” saved')).toBeVisible()

  await page.goto('/e/default/runs')
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByRole('menuitemradio', { name: 'Waiting for an hour' }).click()
  await expect(page).toHaveURL(/tag=runs-list-spec/)
  await expect(page.getByRole('button', { name: /Waiting for an hour is open/ })).toBeVisible()

  await page.getByRole('button', { name: /^Remove the filter status/ }).click()
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByRole('menuitem', { name: 'Update “Waiting for an hour”' }).click()
  await expect(page.getByText('View “Waiting for an hour” updated')).toBeVisible()

  await page.getByRole('button', { name: /^Saved views/ }).click()
  await page.getByRole('menuitem', { name: 'Rename, share or delete…' }).click()
  await page.getByRole('button', { name: 'Delete Waiting for an hour' }).click()
  await expect(page.getByText('No views are left.')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  const deleted = page.getByRole('dialog').filter({ hasText: 'View “Waiting for an hour” deleted' })
  await deleted.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: /Waiting for an hour is open/ })).toBeVisible()
})

test('all runs that match are canceled by the platform, beyond those that are loaded', async ({ page, trigger }) => {
  await page.goto(`/e/default/runs?tag=${TAG}&status=DELAYED`)
  await page.getByRole('checkbox', { name: 'Select all loaded runs' }).click()
  await expect(page.getByText('50 runs selected')).toBeVisible()
  await page.getByRole('button', { name: `Select all ${RUNS} that match` }).click()
  await page.getByRole('button', { name: `Cancel ${RUNS} runs` }).click()

  const dialog = page.getByRole('dialog', { name: `Cancel ${RUNS} runs?` })
  await expect(dialog).toContainText(`status Delayed · tag ${TAG}`)
  await dialog.getByRole('button', { name: `Cancel ${RUNS} runs` }).click()
  await expect(page.getByText(`${RUNS} runs canceled`)).toBeVisible({ timeout: 30_000 })

  const { data } = await trigger.runs.list({ tag: TAG, limit: 100 })
  expect(new Set(data.map((run) => run.status))).toEqual(new Set(['CANCELED']))
})
