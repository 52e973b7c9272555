import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { isAlive } from '../processes/is-alive'
import { waitUntil } from '../processes/wait-until'
import { startProgram } from '../test/start-program'
import { systemPlaceOf } from './choose-places'
import { ensureDatabases } from './ensure-databases'
import { findRunning } from './find-running'
import { readPidFile } from './read-pid-file'
import { rememberedPort } from './remembered-port'
import { type Postgres, type PostgresOptions, startPostgres } from './start-postgres'

const HOLDER = 'scripts/postgres/test-programs/hold-postgres.ts'
const PASSWORD = 'a password of the test'
const isRoot = process.getuid?.() === 0

let dataDir: string
let cluster: string
let running: Postgres[]

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'signalbox-postgres-test-'))
  cluster = path.join(dataDir, 'pg18')
  running = []
})

afterEach(async () => {
  for (const postgres of running) await postgres.stop()
  await rm(systemPlaceOf(dataDir), { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
})

async function start(options: Partial<PostgresOptions> = {}): Promise<Postgres> {
  const postgres = await startPostgres({ dataDir, password: PASSWORD, durable: false, ...options })
  running.push(postgres)
  return postgres
}

async function ask(url: string, sql: string): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return String(rows[0]?.[0])
  } finally {
    await client.end()
  }
}

async function postmasterPid(folder = cluster): Promise<number> {
  return (await readPidFile(folder))?.pid ?? 0
}

describe('a start', () => {
  test('gives a durable UTF-8 server that listens on the loopback address only and has no socket file', async () => {
    const { adminUrl } = await start({ durable: true })
    expect(await ask(adminUrl, 'show fsync')).toBe('on')
    expect(await ask(adminUrl, 'show listen_addresses')).toBe('127.0.0.1')
    expect(await ask(adminUrl, 'show unix_socket_directories')).toBe('')
    expect(await ask(adminUrl, 'show server_encoding')).toBe('UTF8')
    expect(await ask(adminUrl, "select lower('ÄÉŁ')")).toBe('äéł')
  })

  test('refuses a wrong password', async () => {
    const { adminUrl } = await start()
    const wrong = new URL(adminUrl)
    wrong.password = 'guess'
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  })

  test('keeps data, port and address over a restart', async () => {
    const first = await start()
    await ensureDatabases(first.adminUrl, ['kept'])
    await first.stop()
    const second = await start()
    expect(second.adminUrl).toBe(first.adminUrl)
    expect(await ask(second.urlOf('kept'), 'select current_database()')).toBe('kept')
  })

  test('takes another port for good when a program sits on the remembered one', async () => {
    const port = await rememberedPort(dataDir)
    const squatter = createServer().listen(port, '127.0.0.1')
    await once(squatter, 'listening')
    const postgres = await start()
    squatter.close()
    expect(postgres.port).not.toBe(port)
    expect(await rememberedPort(dataDir)).toBe(postgres.port)
  })

  test('says so when the password is no longer the one the cluster was made with', async () => {
    await (await start()).stop()
    await expect(startPostgres({ dataDir, password: 'another' })).rejects.toThrow(/does not accept the password/)
    expect(existsSync(path.join(cluster, 'postmaster.pid'))).toBe(false)
  })
})

describe('a server that already runs on the folder', () => {
  test('is used, and left running by whoever only used it', async () => {
    const owner = await start()
    const guest = await startPostgres({ dataDir, password: PASSWORD })
    expect(guest).toMatchObject({ started: false, adminUrl: owner.adminUrl })
    await guest.stop()
    expect(await ask(owner.adminUrl, 'select 1')).toBe('1')
  })

  test('is stopped in the end by an owner who adopted it', async () => {
    await start()
    const pid = await postmasterPid()
    const adopter = await startPostgres({ dataDir, password: PASSWORD, adopt: true })
    await adopter.stop()
    expect(isAlive(pid)).toBe(false)
  })

  test('is shared by two processes that start at once on a fresh folder', async () => {
    const holders = [startProgram(HOLDER, [dataDir, PASSWORD]), startProgram(HOLDER, [dataDir, PASSWORD])]
    const answers = (await Promise.all(holders.map((holder) => holder.firstLine))).map((line) => JSON.parse(line))
    expect(answers[0].adminUrl).toBe(answers[1].adminUrl)
    expect(answers.map((answer) => answer.started).sort()).toEqual([false, true])
    for (const { child } of holders) child.kill('SIGKILL')
    expect(await waitUntil(async () => (await postmasterPid()) === 0, { timeoutMs: 5_000 })).toBe(true)
    expect(await readdir(dataDir)).not.toContainEqual(expect.stringContaining('.tmp-'))
  })
})

test('a process number in the pid file proves nothing: another server at that port is not taken for ours', async () => {
  await mkdir(cluster)
  const foreignPort = new URL(inject('postgresUrl')).port
  await writeFile(path.join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n${foreignPort}\n\n\n\nready\n`)
  expect(await findRunning(cluster, PASSWORD)).toBeNull()
  expect(existsSync(path.join(cluster, 'postmaster.pid'))).toBe(true)
})

describe('kill -9', () => {
  test('of the starter ends the server cleanly within 3 s', async () => {
    const holder = startProgram(HOLDER, [dataDir, PASSWORD])
    await holder.firstLine
    const pid = await postmasterPid()
    expect(isAlive(pid)).toBe(true)
    holder.child.kill('SIGKILL')
    expect(await waitUntil(() => !isAlive(pid), { timeoutMs: 3_000 })).toBe(true)
    expect(existsSync(path.join(cluster, 'postmaster.pid'))).toBe(false)
  })

  test('of the starter in the middle of the first set-up leaves a folder that the next start can use', async () => {
    const holder = startProgram(HOLDER, [dataDir, PASSWORD])
    const isUnderWay = async () => (await readdir(dataDir)).some((name) => name.startsWith('pg18.tmp-'))
    expect(await waitUntil(isUnderWay, { timeoutMs: 20_000, everyMs: 2 })).toBe(true)
    holder.child.kill('SIGKILL')
    await holder.ended
    expect(existsSync(cluster)).toBe(false)
    const postgres = await start()
    expect(await ask(postgres.adminUrl, 'select 1')).toBe('1')
    expect(await readdir(dataDir)).not.toContainEqual(expect.stringContaining('.tmp-'))
  })

  test('of the server is told to the starter, and the next start recovers what was committed', async () => {
    let reason = ''
    const first = await start({
      durable: true,
      onExit: (how) => {
        reason = how
      },
    })
    await ask(first.adminUrl, 'create table kept as select 42 as answer')
    process.kill(await postmasterPid(), 'SIGKILL')
    expect(await waitUntil(() => reason === 'SIGKILL', { timeoutMs: 5_000 })).toBe(true)
    const second = await start({ durable: true, port: first.port })
    expect(await ask(second.adminUrl, 'select answer from kept')).toBe('42')
    expect(second.adminUrl).toBe(first.adminUrl)
  })
})

describe.runIf(isRoot)('as root', () => {
  test('the server runs as a user without rights, and only that user reads the cluster', async () => {
    await start()
    const status = await readFile(`/proc/${await postmasterPid()}/status`, 'utf8')
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).toBe('65534')
    expect((await stat(cluster)).mode & 0o777).toBe(0o700)
  })

  test('the cluster goes to the system folder when that user cannot reach the data folder', async () => {
    const closed = path.join(dataDir, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const hidden = path.join(closed, 'data')
    const postgres = await start({ dataDir: hidden })
    const folder = await ask(postgres.adminUrl, 'show data_directory')
    expect(folder).toBe(path.join(systemPlaceOf(hidden), 'pg18'))
    await postgres.stop()
    await rm(systemPlaceOf(hidden), { recursive: true })
  })
})
