import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/test'
import { waitForRun } from './support/wait-for-run'

/** The server draws the timeline before the page's code listens to keys, so one that was lost is pressed again. */
const pressUntil = (page: Page, key: string, expectation: () => Promise<void>) =>
  expect(async () => {
    await page.keyboard.press(key)
    await expectation()
  }).toPass()

test('a stretch drawn on the axis is zoomed into, and the keys zoom and go back', async ({ page, trigger }) => {
  const { id } = await trigger.tasks.trigger('flaky', { failures: 1 })
  await waitForRun(trigger, id, 'COMPLETED')
  await page.goto(`/e/default/runs/${id}`)
  const reset = page.getByRole('button', { name: 'Reset zoom' })
  await expect(page.getByRole('treeitem', { name: /^Attempt 2/ })).toBeVisible()
  await expect(reset).toBeHidden()
  const axis = await page.getByTitle('Drag to zoom in').boundingBox()
  if (!axis) throw new Error('The axis has no box')
  await page.mouse.move(axis.x + axis.width * 0.3, axis.y + axis.height / 2)
  await page.mouse.down()
  await page.mouse.move(axis.x + axis.width * 0.6, axis.y + axis.height / 2, { steps: 5 })
  await page.mouse.up()
  await expect(reset).toBeVisible()
  await expect(page).toHaveURL(/zoom=\d+-\d+/)
  await page.reload()
  await expect(reset).toBeVisible()
  await pressUntil(page, '0', () => expect(reset).toBeHidden({ timeout: 1000 }))
  await page.keyboard.press('+')
  await expect(page).toHaveURL(/zoom=\d+-\d+/)
})

test('w closes the tree, e opens it, and n goes to the error inside', async ({ page, trigger }) => {
  const { id } = await trigger.tasks.trigger('always-fails', { reason: 'the warehouse is closed' })
  await waitForRun(trigger, id, 'FAILED')
  await page.goto(`/e/default/runs/${id}`)
  const attempt = page.getByRole('treeitem', { name: /^Attempt 1/ })
  await expect(attempt).toHaveAttribute('aria-expanded', 'true')
  await pressUntil(page, 'w', () => expect(attempt).toHaveAttribute('aria-expanded', 'false', { timeout: 1000 }))
  await page.keyboard.press('e')
  await expect(attempt).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('n')
  await expect(page.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/failed|Log line/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible()
})

test('the panes are resized by pointer and by keys, and stay so', async ({ page, trigger }) => {
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'Ada' })
  await page.goto(`/e/default/runs/${id}`)
  const divider = page.getByRole('separator', { name: 'Width of the timeline' })
  await divider.focus()
  await page.keyboard.press('Home')
  await expect(divider).toHaveAttribute('aria-valuenow', '30')
  await page.keyboard.press('ArrowRight')
  await expect(divider).toHaveAttribute('aria-valuenow', '34')
  const box = await divider.boundingBox()
  if (!box) throw new Error('The divider has no box')
  await page.mouse.move(box.x, box.y + 200)
  await page.mouse.down()
  await page.mouse.move(box.x + 300, box.y + 200, { steps: 5 })
  await page.mouse.up()
  const moved = Number(await divider.getAttribute('aria-valuenow'))
  expect(moved).toBeGreaterThan(50)
  await page.reload()
  await expect(divider).toHaveAttribute('aria-valuenow', String(moved))
  await divider.dblclick()
  await expect(divider).toHaveAttribute('aria-valuenow', '58')
})

test('a run is compared with the last good one of its task, or with any other', async ({ page, trigger }) => {
  const good = await trigger.tasks.trigger('hello-world', { name: 'Ada', list: [1, 2, 3] })
  await waitForRun(trigger, good.id, 'COMPLETED')
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'Grace', list: [1, 2, 3] })
  await waitForRun(trigger, id, 'COMPLETED')
  await page.goto(`/e/default/runs/${id}`)
  await page.getByRole('tab', { name: 'Compare' }).click()
  await expect(page.getByText('Last good run')).toBeVisible()
  await expect(page.getByRole('link', { name: good.id.slice(-8) })).toHaveAttribute('href', new RegExp(good.id))
  const payload = page.getByRole('region', { name: 'Payload' })
  await expect(payload).toContainText('1 difference')
  await expect(payload).toContainText('"Ada"')
  await expect(payload).toContainText('"Grace"')
  await expect(payload).not.toContainText('"list"')
  await page.getByLabel('Show what is the same, too').check()
  await expect(payload).toContainText('"list"')
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map((violation) => violation.id)).toEqual([])

  const failed = await trigger.tasks.trigger('always-fails', {})
  await waitForRun(trigger, failed.id, 'FAILED')
  await page.getByLabel('Id of another run to compare with').fill(failed.id)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Other run').first()).toBeVisible()
  await expect(page.getByText('These are runs of two tasks')).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`with=${failed.id}`))
})

test('a task that has never completed has nothing good to compare with, and says so', async ({ page, trigger }) => {
  const { id } = await trigger.tasks.trigger('always-fails', {})
  await page.goto(`/e/default/runs/${id}?tab=compare`)
  await expect(page.getByText('No other run of always-fails has completed')).toBeVisible()
})

test('a delayed run is rescheduled and starts', async ({ page, trigger }) => {
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'Ada' }, { delay: '2h' })
  await page.goto(`/e/default/runs/${id}`)
  await page.getByRole('button', { name: 'Reschedule' }).click()
  const dialog = page.getByRole('dialog', { name: /^Reschedule run/ })
  await dialog.getByLabel('How long from now').fill('soon')
  await expect(dialog.getByText('Write a duration such as 10m, 2h30m or 1d.')).toBeVisible()
  await dialog.getByLabel('How long from now').fill('1s')
  await dialog.getByRole('button', { name: 'Reschedule' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Completed').first()).toBeVisible()
})

test('a run that has started in the meantime is not rescheduled, and the dialog says why', async ({
  page,
  trigger,
}) => {
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'Ada' }, { delay: '2h' })
  await page.goto(`/e/default/runs/${id}`)
  await page.getByRole('button', { name: 'Reschedule' }).click()
  const dialog = page.getByRole('dialog', { name: /^Reschedule run/ })
  await expect(dialog).toBeVisible()
  await trigger.runs.reschedule(id, { delay: '1s' })
  await waitForRun(trigger, id, 'COMPLETED')
  await dialog.getByRole('button', { name: 'Reschedule' }).click()
  await expect(dialog.getByRole('alert')).toContainText('not delayed any more: completed')
})

test('a document is walked with the keys, searched, and its secrets stay hidden until asked for', async ({
  page,
  trigger,
}) => {
  const customer = { name: 'Ada', password: 'hunter2', ids: [1, 2] }
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'Ada', customer })
  await page.goto(`/e/default/runs/${id}?tab=data`)
  const tree = page.getByRole('tree', { name: 'Payload' })
  const focused = tree.locator('[role=treeitem]:focus')
  await tree.getByRole('treeitem').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(focused).toContainText('"name": "Ada"')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowLeft')
  await expect(focused).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await expect(focused).toContainText('"customer"')
  await page.getByLabel('Search in payload').fill('ids')
  await expect(page.getByText('1 of 1')).toBeVisible()

  await expect(tree).toContainText('[redacted]')
  await expect(page.getByText('hunter2')).toHaveCount(0)
  await page.getByRole('button', { name: 'Reveal' }).click()
  await expect(tree).toContainText('hunter2')
  await page.getByRole('button', { name: 'Hide' }).click()
  await expect(tree).toContainText('[redacted]')
})

test('] and [ go through the runs of the list one came from', async ({ page, trigger }) => {
  for (const name of ['one', 'two']) {
    const { id } = await trigger.tasks.trigger('hello-world', { name }, { tags: ['neighbours'] })
    await waitForRun(trigger, id, 'COMPLETED')
  }
  await page.goto('/e/default/runs?tag=neighbours')
  const links = page.getByRole('table').getByRole('link', { name: /hello-world/ })
  await expect(links).toHaveCount(2)
  await links.first().click()
  await expect(page).toHaveURL(/\/runs\/run_/)
  const newest = page.url()
  await expect(page.getByRole('button', { name: 'Next run of the list' })).toBeEnabled()
  await page.keyboard.press(']')
  await expect(page).not.toHaveURL(newest)
  await expect(page).toHaveURL(/\/runs\/run_/)
  await expect(page.getByRole('button', { name: 'Previous run of the list' })).toBeEnabled()
  await page.keyboard.press('[')
  await expect(page).toHaveURL(newest)
})
