import type { Page } from '@playwright/test'

/** Starts a run from the dialog as a person does, on a page of the console, with the task's sample payload. */
export async function startRun(page: Page, taskId: string, payload?: string): Promise<void> {
  await page.getByRole('button', { name: 'Start a run' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Start a run' })
  await dialog.getByRole('option', { name: taskId }).click()
  if (payload !== undefined) await dialog.getByLabel('Payload').fill(payload)
  await dialog.getByRole('button', { name: 'Start run' }).click()
  await dialog.waitFor({ state: 'hidden' })
}
