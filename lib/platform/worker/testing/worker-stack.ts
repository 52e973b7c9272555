import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { configure, runs } from '@trigger.dev/sdk'
import { Client } from 'pg'
import { inject } from 'vitest'
import { type Child, startChild } from './child'
import { inheritedEnvironment } from './env'
import { eventually } from './eventually'

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url))
export const FIXTURE_PROJECT = fileURLToPath(new URL('../fixtures/project', import.meta.url))
export const STREAMS_PROJECT = fileURLToPath(new URL('../fixtures/streams-project', import.meta.url))
export const WAITS_PROJECT = fileURLToPath(new URL('../fixtures/waits-project', import.meta.url))
export const PROJECT_REF = 'proj_fixture'

export interface Stack {
  apiUrl: string
  secretKey: string
  accessToken: string
  projectDirectory: string
  worker: Child
  platform: Child
  startPlatform: () => Promise<void>
  startWorker: (environment?: Record<string, string>) => Promise<void>
  get: (path: string) => Promise<unknown>
  /** Changes the platform's database past the platform. */
  query: (sql: string) => Promise<void>
  close: () => Promise<void>
}

/** The real platform on a database of its own and, unless it is not wanted, the real worker, both as processes. */
export async function startStack(options: {
  postgresUrl: string
  /** Whose tasks the worker has. */
  project?: string
  copyProject?: boolean
  withWorker?: boolean
  workerEnvironment?: Record<string, string>
}): Promise<Stack> {
  const programs = inject('programs')
  const temporary = await mkdtemp(join(tmpdir(), 'signalbox-worker-test-'))
  const database = await createDatabase(options.postgresUrl)
  const projectDirectory = options.copyProject ? await copyProject(temporary) : (options.project ?? FIXTURE_PROJECT)
  const port = await freePort()
  const apiUrl = `http://127.0.0.1:${port}`
  const secretKey = `tr_dev_${randomBytes(20).toString('hex')}`
  const accessToken = `tr_pat_${randomBytes(20).toString('hex')}`
  const shared = {
    ...inheritedEnvironment,
    TRIGGER_SECRET_KEY: secretKey,
    TRIGGER_PROJECT_REF: PROJECT_REF,
    LOG_LEVEL: 'info',
  }
  configure({ baseURL: apiUrl, accessToken: secretKey })

  const stack = {
    apiUrl,
    secretKey,
    accessToken,
    projectDirectory,
    async startPlatform() {
      stack.platform = startChild(process.execPath, [programs.platform], {
        cwd: REPOSITORY,
        env: {
          ...shared,
          PLATFORM_DATABASE_URL: database.url,
          PLATFORM_PORT: String(port),
          TRIGGER_ACCESS_TOKEN: accessToken,
        },
      })
      await eventually('the platform is up', async () => (await fetch(`${apiUrl}/healthcheck`)).ok)
    },
    async startWorker(environment = {}) {
      stack.worker = startChild(process.execPath, [programs.worker], {
        cwd: projectDirectory,
        env: {
          ...shared,
          TRIGGER_API_URL: apiUrl,
          SIGNALBOX_DATA_DIR: join(temporary, 'data'),
          WORKER_THREADS: '2',
          ...options.workerEnvironment,
          ...environment,
        },
      })
      await eventually('the worker is ready', async () => stack.worker.output().includes('worker ready'))
    },
    async get(path: string) {
      const response = await fetch(`${apiUrl}${path}`, { headers: { authorization: `Bearer ${secretKey}` } })
      return await response.json()
    },
    query: (sql: string) => runOnce(database.url, sql),
    async close() {
      await Promise.all([stack.worker?.stop(), stack.platform.stop()])
      await database.drop()
      await rm(temporary, { recursive: true, force: true })
    },
  } as Stack
  await stack.startPlatform()
  if (options.withWorker !== false) await stack.startWorker()
  return stack
}

export type FinishedRun = Awaited<ReturnType<typeof runs.retrieve>>

/** The run once it has ended for good, whatever the end was. */
export async function finished(runId: string, withinMs = 30_000): Promise<FinishedRun> {
  return await eventually(
    `run ${runId} has finished`,
    async () => {
      const run = await runs.retrieve(runId)
      return run.finishedAt ? run : null
    },
    withinMs,
  )
}

async function createDatabase(adminUrl: string) {
  const name = `c_worker_${randomBytes(6).toString('hex')}`
  const asAdmin = (sql: string) => runOnce(adminUrl, sql)
  await asAdmin(`create database ${name}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => asAdmin(`drop database if exists ${name} with (force)`) }
}

async function runOnce(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

async function copyProject(temporary: string): Promise<string> {
  const copy = join(temporary, 'project')
  await cp(FIXTURE_PROJECT, copy, { recursive: true })
  await symlink(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
