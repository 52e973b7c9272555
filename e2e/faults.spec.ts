import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { startSignalbox } from '../scripts/test/start-signalbox'
import { contactsCsv } from './support/contacts-csv'
import { firstOperator } from './support/first-operator'
import { expect, test } from './support/test'
import { triggerOf } from './support/trigger-of'
import { waitForRun } from './support/wait-for-run'

function pidWhere(matches: (command: string, pid: string) => boolean): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const found = pids.find((pid) => {
    try {
      return matches(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '), pid)
    } catch {
      return false
    }
  })
  if (!found) throw new Error('It does not run')
  return Number(found)
}

/** The process of this stack that runs the given program; found by the data directory in its environment. */
const pidOf = (program: string, dataDir: string) =>
  pidWhere(
    (command, pid) => command.includes(program) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(dataDir),
  )

const postmasterAt = (port: string) =>
  pidWhere((command) => command.includes(' -D ') && command.includes(`port=${port}`))

test('after Ctrl-C and a new start all runs are there, and what waited or queued goes on', async ({
  page,
  signalbox,
  trigger,
}) => {
  test.setTimeout(180_000)
  const finished = await trigger.tasks.trigger('hello-world', { name: 'before the restart' })
  await waitForRun(trigger, finished.id, 'COMPLETED')
  const waiting = await trigger.tasks.trigger('wait-a-while', { seconds: 12 })
  await waitForRun(trigger, waiting.id, 'WAITING')
  const delayed = await trigger.tasks.trigger('hello-world', { name: 'later' }, { delay: '5s' })

  expect(await signalbox.stop()).toBeLessThan(3)
  await signalbox.start()

  await page.goto(`/e/default/runs/${finished.id}`)
  await expect(page.getByText('Completed').first()).toBeVisible()
  await waitForRun(trigger, delayed.id, 'COMPLETED')
  await waitForRun(trigger, waiting.id, 'COMPLETED', 90_000)
})

for (const [name, program] of [
  ['platform', 'programs/platform.mjs'],
  ['worker', 'programs/worker.mjs'],
] as const)
  test(`the ${name} killed with -9 comes back and its runs complete`, async ({ page, signalbox, trigger }) => {
    test.setTimeout(180_000)
    await page.goto('/e/default/runs')
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    const { id } = await trigger.tasks.trigger('process-video', { frames: 120, width: 480, format: 'webp' })
    await waitForRun(trigger, id, 'EXECUTING')
    process.kill(pidOf(program, signalbox.dataDir), 'SIGKILL')
    await expect
      .poll(
        () =>
          trigger.runs.retrieve(id).then(
            ({ status }) => status,
            () => 'unreachable',
          ),
        { timeout: 90_000 },
      )
      .toBe('COMPLETED')
    await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 })
  })

test('Postgres killed with -9 during an import comes back, and every row is there once', async ({
  page,
  signalbox,
  trigger,
}) => {
  test.setTimeout(180_000)
  const rows = 150_000
  const upload = await page.request.post('/api/e/default/uploads?name=contacts.csv', {
    data: contactsCsv(rows),
    headers: { origin: signalbox.origin, 'content-type': 'text/csv' },
  })
  const { uploadId } = await upload.json()
  const { id } = await trigger.tasks.trigger('import-csv', { uploadId })
  const goodRows = async () => Number((await trigger.runs.retrieve(id)).metadata?.rowsGood ?? 0)
  await expect.poll(goodRows, { intervals: [100] }).toBeGreaterThan(0)
  process.kill(postmasterAt(new URL(signalbox.triggerEnv.DATABASE_URL ?? '').port), 'SIGKILL')
  const status = () =>
    trigger.runs.retrieve(id).then(
      (run) => run.status,
      () => 'unreachable',
    )
  await expect.poll(status, { timeout: 150_000 }).toBe('COMPLETED')
  expect(await trigger.runs.retrieve(id)).toMatchObject({ output: { rowsGood: rows, rowsBad: 0 } })
})

test('the app killed with -9 comes back, and an open page goes on showing what happens', async ({
  page,
  signalbox,
  trigger,
}) => {
  test.setTimeout(120_000)
  await trigger.tasks.trigger('hello-world', { name: 'before' })
  await page.goto('/e/default/runs')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'hello-world' }).first()).toBeVisible()
  process.kill(pidOf('next-server', signalbox.dataDir), 'SIGKILL')
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'meanwhile' })
  await page.getByRole('button', { name: /new run/ }).click({ timeout: 45_000 })
  await expect(page.getByRole('row').filter({ hasText: id.slice(-6) })).toBeVisible()
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 })
})

test('a page opened while the platform is down says so and recovers by itself', async ({
  page,
  signalbox,
  trigger,
}) => {
  test.setTimeout(120_000)
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'still here' })
  await waitForRun(trigger, id, 'COMPLETED')
  const pid = pidOf('programs/platform.mjs', signalbox.dataDir)
  process.kill(pid, 'SIGSTOP')
  try {
    await page.goto('/e/default/runs')
    await expect(page.getByRole('main')).toContainText(/did not answer|cannot be reached/, { timeout: 40_000 })
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  await expect(page.getByRole('row').filter({ hasText: 'hello-world' }).first()).toBeVisible({ timeout: 40_000 })
})

test('a second start on the same data names the first and leaves it alone', async ({ signalbox, trigger }) => {
  const env = { ...process.env, SIGNALBOX_DATA_DIR: signalbox.dataDir, PORT: '39871', PLATFORM_PORT: '39872' }
  let refusal = ''
  try {
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/start.ts', 'start'], {
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    refusal = stdout + stderr
  }
  expect(refusal).toContain(signalbox.origin)
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'unharmed' })
  await waitForRun(trigger, id, 'COMPLETED')
})

test('in front of a Trigger.dev elsewhere nothing but the app is started', async ({ browser, signalbox, trigger }) => {
  test.setTimeout(240_000)
  const { TRIGGER_API_URL = '', TRIGGER_SECRET_KEY = '', DATABASE_URL = '' } = signalbox.triggerEnv
  const database = new URL(DATABASE_URL)
  database.pathname = '/signalbox_in_front'
  const front = await startSignalbox({ TRIGGER_API_URL, TRIGGER_SECRET_KEY, DATABASE_URL: database.href })
  expect(() => pidOf('programs/', front.dataDir)).toThrow()
  expect(() => pidOf('postgres', front.dataDir)).toThrow()
  const { id } = await trigger.tasks.trigger('hello-world', { name: 'from elsewhere' })
  await waitForRun(triggerOf(signalbox), id, 'COMPLETED')
  const context = await browser.newContext({ baseURL: front.origin, storageState: undefined })
  const page = await context.newPage()
  await firstOperator(page, front)
  await page.goto(`${front.origin}/e/default/runs/${id}`)
  await expect(page.getByText('Completed').first()).toBeVisible()
  await context.close()
  await front.dispose()
})
