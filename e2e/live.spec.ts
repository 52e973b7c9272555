import { expect, test } from './support/test'
import { waitForRun } from './support/wait-for-run'

test('a public token that expires in an open tab is replaced, and the list goes on', async ({
  page,
  signalbox,
  trigger,
}) => {
  await trigger.tasks.trigger('hello-world', { name: 'a row that must not move' })
  const shortLived = await trigger.auth.createPublicToken({ scopes: { read: { runs: true } }, expirationTime: '4s' })
  let handedOut = 0
  await page.route('**/realtime-token', async (route) => {
    handedOut += 1
    if (handedOut > 1) return route.continue()
    const expiresAt = new Date(Date.now() + 15 * 60_000).toISOString()
    await route.fulfill({ json: { token: shortLived, expiresAt } })
  })
  await page.goto('/e/default/runs')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  const asked = () =>
    fetch(`${signalbox.triggerEnv.TRIGGER_API_URL}/realtime/v1/runs?tags=none`, {
      headers: { authorization: `Bearer ${shortLived}` },
    })
  await expect.poll(async () => (await asked()).status).toBe(401)

  for (const count of [1, 2, 3]) {
    const { id } = await trigger.tasks.trigger('hello-world', { name: `after the end of the token, ${count}` })
    await waitForRun(trigger, id, 'COMPLETED')
    await expect(page.getByRole('button', { name: new RegExp(`^${count} new run`) })).toBeVisible()
  }
  expect(handedOut).toBe(2)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: /3 new runs/ }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Completed' })).not.toHaveCount(0)
})
