import { readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runs, schedules, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { eventually } from './testing/eventually'
import { finished, PROJECT_REF, type Stack, startStack } from './testing/worker-stack'

let stack: Stack

beforeAll(async () => {
  stack = await startStack({
    postgresUrl: inject('postgresUrl'),
    copyProject: true,
    workerEnvironment: { WORKER_WATCH: '1' },
  })
})

afterAll(async () => {
  await stack?.close()
})

interface Workers {
  currentVersion: string | null
  indexError: { message: string; file: string | null; line: number | null; column: number | null } | null
}

const workers = async () => (await stack.get('/signalbox/v1/workers')) as Workers
const file = (name: string) => join(stack.projectDirectory, 'trigger', name)
const indexError = () => eventually('the error is shown', async () => (await workers()).indexError)
const noIndexError = () => eventually('the error is gone', async () => (await workers()).indexError === null)

async function versionOtherThan(version: string | null) {
  return await eventually('there is a new version', async () => {
    const { currentVersion } = await workers()
    return currentVersion !== version && currentVersion
  })
}

function greeting(source: string, word: string): string {
  return source.replace(/Hi|Hey|Servus/, word).replace('locals.get(greeting) ?? ', '')
}

test('tasks are registered with their schema, its example, and the defaults of the configuration', async () => {
  const { worker } = (await stack.get(`/api/v1/projects/${PROJECT_REF}/dev/workers/current`)) as {
    worker: { tasks: { slug: string; filePath: string; payloadSchema?: { properties: object; examples: unknown[] } }[] }
  }
  const hello = worker.tasks.find((task) => task.slug === 'hello')
  expect(hello).toMatchObject({
    filePath: 'trigger/hello.ts',
    payloadSchema: { properties: { name: { type: 'string', default: 'world' } }, examples: [{ name: 'Ada' }] },
  })
})

test('an edited task runs in its new form, while a run of the old version ends on the old version', async () => {
  const { currentVersion } = await workers()
  const old = await tasks.trigger('slow', { ms: 4_000 })
  await eventually('the old run is at work', async () => (await runs.retrieve(old.id)).metadata?.started)
  await writeFile(file('hello.ts'), greeting(await readFile(file('hello.ts'), 'utf8'), 'Hey'))
  const newVersion = await versionOtherThan(currentVersion)
  const run = await finished((await tasks.trigger('hello', { name: 'Ada' })).id)
  expect(run).toMatchObject({ output: { message: 'Hey, Ada!' }, version: newVersion })
  expect(await finished(old.id)).toMatchObject({ status: 'COMPLETED', version: currentVersion, attemptCount: 1 })
})

test('a syntax error is shown with its place, the last good version keeps running, and a repair clears it', async () => {
  const { currentVersion } = await workers()
  const good = await readFile(file('hello.ts'), 'utf8')
  await writeFile(file('hello.ts'), `${good}\nexport const broken = (`)
  const lines = good.split('\n').length
  expect(await indexError()).toMatchObject({ file: 'trigger/hello.ts', line: lines + 1 })
  expect(await finished((await tasks.trigger('hello', { name: 'Ada' })).id)).toMatchObject({
    output: { message: 'Hey, Ada!' },
  })
  await writeFile(file('hello.ts'), good)
  await noIndexError()
  expect((await workers()).currentVersion).toBe(currentVersion)
})

test('two tasks with one id are refused, and both files are named', async () => {
  await writeFile(file('double.ts'), (await readFile(file('trivial.ts'), 'utf8')).replace('trivial', 'again'))
  const { message } = await indexError()
  expect(message).toContain('"trivial"')
  expect(message).toContain('trigger/double.ts')
  expect(message).toContain('trigger/trivial.ts')
  await rm(file('double.ts'))
  await noIndexError()
})

test('a file that throws when it is loaded is shown with the line that threw', async () => {
  await writeFile(file('throws.ts'), "// first line\nthrow new Error('cannot be loaded')\n")
  expect(await indexError()).toMatchObject({ message: 'cannot be loaded', file: 'trigger/throws.ts', line: 2 })
  await rm(file('throws.ts'))
  await noIndexError()
})

test('a schedule that the platform refuses is shown like an error in the code', async () => {
  const { currentVersion } = await workers()
  const source = (cron: string) => `import { schedules } from '@trigger.dev/sdk'
export const nightly = schedules.task({ id: 'nightly', cron: '${cron}', run: async () => {} })\n`
  await writeFile(file('nightly.ts'), source('99 * * * *'))
  const { message } = await indexError()
  expect(message).toBe('Invalid cron expression: Constraint error, got value 99 expected range 0-59')
  expect((await workers()).currentVersion).toBe(currentVersion)
  const refusals = () => stack.worker.output().split(message).length
  const before = refusals()
  await utimes(file('nightly.ts'), new Date(), new Date())
  await eventually('a touch was looked at', async () => refusals() > before || !(await workers()).indexError)
  expect((await workers()).indexError).toMatchObject({ message })
  await writeFile(file('nightly.ts'), source('9 * * * *'))
  await noIndexError()
  expect((await schedules.list()).data).toMatchObject([{ task: 'nightly', generator: { expression: '9 * * * *' } }])
  await rm(file('nightly.ts'))
  await eventually('its schedule is gone', async () => (await schedules.list()).data.length === 0)
})

test('a worker that starts with broken sources runs the last good version', async () => {
  await stack.worker.stop()
  const good = await readFile(file('hello.ts'), 'utf8')
  await writeFile(file('hello.ts'), `${good}\n}`)
  await stack.startWorker({ WORKER_WATCH: '0' })
  expect(await indexError()).toMatchObject({ file: 'trigger/hello.ts' })
  expect(await finished((await tasks.trigger('hello', { name: 'Ada' })).id)).toMatchObject({
    output: { message: 'Hey, Ada!' },
  })
})
