import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Pool } from 'pg'
import { expect, test } from 'vitest'
import { readPidFile } from '../postgres/read-pid-file'
import { isAlive } from '../processes/is-alive'
import { waitUntil } from '../processes/wait-until'
import { keepPostgres } from './keep-postgres'

test('a database that is killed comes back at the same address with what was committed; a stop is final', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'signalbox-keep-test-'))
  const crashes: string[] = []
  const postgres = await keepPostgres({ dataDir, password: 'secret', onCrash: (message) => crashes.push(message) })
  const pool = new Pool({ connectionString: postgres.adminUrl })
  pool.on('error', () => {})
  const answers = () =>
    pool.query('select answer from kept').then(
      ({ rows }) => rows[0]?.answer === 42,
      () => false,
    )
  const postmaster = async () => (await readPidFile(path.join(dataDir, 'pg18')))?.pid ?? 0
  try {
    await pool.query('create table kept as select 42 as answer')
    for (const round of [1, 2]) {
      process.kill(await postmaster(), 'SIGKILL')
      expect(await waitUntil(() => crashes.length === round, { timeoutMs: 5_000 })).toBe(true)
      expect(await waitUntil(answers, { timeoutMs: 20_000, everyMs: 100 })).toBe(true)
    }
  } finally {
    await pool.end()
    const last = await postmaster()
    await postgres.stop()
    expect(isAlive(last)).toBe(false)
    await rm(dataDir, { recursive: true, force: true })
  }
})
