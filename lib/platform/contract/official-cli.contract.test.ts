import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { envvars, tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Child, startChild } from '../worker/testing/child'
import { inheritedEnvironment } from '../worker/testing/env'
import { eventually } from '../worker/testing/eventually'
import { finished, PROJECT_REF, type Stack, startStack } from '../worker/testing/worker-stack'

const CLI = fileURLToPath(new URL('../../../node_modules/.bin/trigger', import.meta.url))
const PROJECT = fileURLToPath(new URL('../worker/fixtures/cli-project', import.meta.url))
const ANSWER_JSONHERO = new URL('../worker/fixtures/answer-jsonhero.mjs', import.meta.url).href
const SKIPPED = ['update-check', 'telemetry', 'platform-notifications', 'mcp-install', 'rules-install']

let stack: Stack
let cli: Child | undefined
let home: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'signalbox-cli-home-'))
  stack = await startStack({ postgresUrl: inject('postgresUrl'), withWorker: false })
})

afterAll(async () => {
  await cli?.stop()
  await stack?.close()
  await rm(home, { recursive: true, force: true })
  await rm(join(PROJECT, '.trigger'), { recursive: true, force: true })
})

function startCli(): Child {
  const skips = SKIPPED.map((name) => `--skip-${name}`)
  return startChild(CLI, ['dev', '--api-url', stack.apiUrl, ...skips, '--disable-warnings'], {
    cwd: PROJECT,
    env: {
      PATH: inheritedEnvironment.PATH,
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      CI: '1',
      TRIGGER_ACCESS_TOKEN: stack.accessToken,
      TRIGGER_API_URL: stack.apiUrl,
      NODE_OPTIONS: `--import ${ANSWER_JSONHERO}`,
    },
  })
}

test('the unmodified Trigger.dev CLI registers its tasks here and runs them, retry and variables included', async () => {
  await envvars.create(PROJECT_REF, 'dev', { name: 'GREETING', value: 'Salut' })
  cli = startCli()
  await eventually(
    `the CLI has registered a version`,
    async () => {
      if (cli?.hasExited()) throw new Error(`the CLI ended:\n${cli.output()}`)
      return ((await stack.get('/signalbox/v1/workers')) as { currentVersion: string | null }).currentVersion
    },
    180_000,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${cli?.output()}`)
  })
  const { id } = await tasks.trigger('second-try', { name: 'Ada' })
  const run = await finished(id, 120_000)
  expect(run).toMatchObject({
    status: 'COMPLETED',
    attemptCount: 2,
    output: { message: 'Salut, Ada!' },
    metadata: { tries: 2 },
  })
}, 320_000)

test('the CLI and our worker serve one platform side by side, each its own version', async () => {
  const version = async () => ((await stack.get('/signalbox/v1/workers')) as { currentVersion: string }).currentVersion
  const ofCli = await version()
  await stack.startWorker()
  const ofOurs = await version()
  const runs = await Promise.all([
    tasks.trigger('trivial', { index: 7 }),
    tasks.trigger('second-try', { name: 'Bob' }, { version: ofCli }),
  ])
  const [here, there] = await Promise.all(runs.map(({ id }) => finished(id, 120_000)))
  expect(here).toMatchObject({ status: 'COMPLETED', version: ofOurs, output: { index: 7 } })
  expect(there).toMatchObject({ status: 'COMPLETED', version: ofCli, output: { message: 'Salut, Bob!' } })
}, 200_000)

test.runIf(process.platform === 'linux')(
  'the CLI ends with everything it started, its detached watchdog included',
  async () => {
    expect((await processesAtHome(home)).length).toBeGreaterThan(0)
    await cli?.stop()
    await eventually('no process of the CLI is left', async () => (await processesAtHome(home)).length === 0)
  },
  30_000,
)

/** Children inherit the private HOME, whatever group or session they moved to. */
async function processesAtHome(directory: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const environments = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')))
  return pids.filter((_, at) => environments[at]?.split('\0').includes(`HOME=${directory}`))
}
