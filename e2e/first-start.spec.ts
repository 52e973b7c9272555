import { startSignalbox } from '../scripts/test/start-signalbox'
import { firstOperator } from './support/first-operator'
import { expect, test } from './support/test'

test('a fresh installation leads from the link to an empty list that says how to make the first run', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const fresh = await startSignalbox()
  const context = await browser.newContext({ baseURL: fresh.origin, storageState: undefined })
  const page = await context.newPage()
  await firstOperator(page, fresh)
  await page.goto('/e/default/runs')
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible()
  await context.close()

  const secondsToStop = await fresh.stop()
  expect(secondsToStop).toBeLessThan(3)
  await expect(fetch(fresh.origin)).rejects.toThrow()
  await fresh.dispose()
})
