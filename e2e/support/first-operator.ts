import type { Page } from '@playwright/test'
import type { Signalbox } from '../../scripts/test/start-signalbox'

export const FIRST_OPERATOR = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  password: 'correct horse battery staple',
}

/** Follows the one-time link of a fresh start and lands signed in as its first admin. */
export async function firstOperator(page: Page, signalbox: Signalbox): Promise<void> {
  if (!signalbox.firstRunLink) throw new Error('The launcher printed no first-run link')
  await page.goto(signalbox.firstRunLink)
  await page.getByLabel('Your name').fill(FIRST_OPERATOR.name)
  await page.getByLabel('Email').fill(FIRST_OPERATOR.email)
  await page.getByLabel('Password', { exact: true }).fill(FIRST_OPERATOR.password)
  await page.getByRole('button', { name: /create/i }).click()
  await page.waitForURL(/\/e\/default/)
}
