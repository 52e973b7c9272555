import { startTaskProject, type TaskProject } from './support/task-project'
import { expect, test } from './support/test'
import { waitForRun } from './support/wait-for-run'

const TASK = `import { task } from '@trigger.dev/sdk'

export const added = task({ id: 'added-while-it-runs', run: async () => 'as good as any' })
`
const STRANGER_WITH_A_KNOWN_ID = `import { task } from '@trigger.dev/sdk'

export const stranger = task({ id: 'hello-world', run: async () => 'not hello at all' })
`

let project: TaskProject

test.beforeAll(async ({ signalbox }) => {
  project = await startTaskProject(signalbox)
})

test.afterAll(async () => {
  await project.dispose()
})

test('a task file with a syntax error is shown with its place, and the last good version goes on', async ({
  page,
  trigger,
}) => {
  await page.goto('/e/default')
  await project.write('unfinished.ts', 'export const unfinished = {\n  id: (\n')
  const note = page.getByRole('alert').filter({ hasText: 'newest task code' })
  await expect(note).toContainText('trigger/unfinished.ts:3')
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'in spite of it' })
  await waitForRun(trigger, id, 'COMPLETED')

  await project.write('unfinished.ts', TASK)
  await expect(note).toBeHidden()
  await page.goto('/e/default/runs')
  await page.getByRole('button', { name: 'Start a run' }).first().click()
  await expect(page.getByRole('option', { name: 'added-while-it-runs' })).toBeVisible()
  await project.remove('unfinished.ts')
})

test('two tasks with one id are named with both files, and neither replaces the other', async ({ page, trigger }) => {
  await page.goto('/e/default')
  await project.write('stranger.ts', STRANGER_WITH_A_KNOWN_ID)
  const note = page.getByRole('alert').filter({ hasText: 'newest task code' })
  await expect(note).toContainText('hello-world')
  await expect(note).toContainText('trigger/hello-world.ts')
  await expect(note).toContainText('trigger/stranger.ts')
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'Ada' })
  expect(await waitForRun(trigger, id, 'COMPLETED')).toMatchObject({ output: { greeting: 'Hello, Ada!' } })

  await project.remove('stranger.ts')
  await expect(note).toBeHidden()
})
