import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/test'
import { triggerOf } from './support/trigger-of'
import { waitForRun } from './support/wait-for-run'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

async function expectAccessible(page: Page, axe = new AxeBuilder({ page }).withTags(WCAG)) {
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
  expect(found).toEqual([])
}

async function useTheme(page: Page, theme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
}

/** The colours follow the system while a page is open, and nothing else does: one visit is enough for both themes. */
async function expectAccessibleInBothThemes(page: Page) {
  await useTheme(page, 'light')
  await expectAccessible(page)
  await useTheme(page, 'dark')
  await expectAccessible(page, new AxeBuilder({ page }).withRules(['color-contrast']))
}

const PAGES: Record<string, (runId: string) => string> = {
  overview: () => '/e/default',
  runs: () => '/e/default/runs',
  'an empty filter': () => '/e/default/runs?status=SYSTEM_FAILURE',
  'a run': (runId) => `/e/default/runs/${runId}`,
  'the logs of a run': (runId) => `/e/default/runs/${runId}?tab=logs`,
  'the attempts of a run': (runId) => `/e/default/runs/${runId}?tab=attempts`,
  'the payload of a run': (runId) => `/e/default/runs/${runId}?tab=data`,
  members: () => '/e/default/settings/members',
  'the audit log': () => '/e/default/settings/audit',
  account: () => '/e/default/settings',
  'an unknown page': () => '/e/default/nowhere',
}

let failedRun: string

test.beforeAll(async ({ signalbox }) => {
  const trigger = triggerOf(signalbox)
  failedRun = (await trigger.tasks.trigger('always-fails', { reason: 'for axe' })).id
  await waitForRun(trigger, failedRun, 'FAILED')
})

for (const [name, path] of Object.entries(PAGES))
  test(`${name} has no barrier that axe can see, in either theme`, async ({ page }) => {
    await page.goto(path(failedRun))
    await expect(page.getByRole('main')).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await expectAccessibleInBothThemes(page)
  })

test('the start dialog has no barrier that axe can see, in either theme', async ({ page }) => {
  await page.goto('/e/default/runs')
  await page.getByRole('button', { name: 'Start a run' }).first().click()
  await expect(page.getByRole('option', { name: 'hello-world' })).toBeVisible()
  await expectAccessibleInBothThemes(page)
})

test('signing in has no barrier that axe can see, in either theme', async ({ page }) => {
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expectAccessibleInBothThemes(page)
})

test('the phone shows cards and nothing wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of ['/e/default', '/e/default/runs', `/e/default/runs/${failedRun}`, '/e/default/settings/members']) {
    await page.goto(path)
    await expect(page.getByRole('main')).toBeVisible()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, path).toBeLessThanOrEqual(0)
    await expectAccessible(page)
  }
})
