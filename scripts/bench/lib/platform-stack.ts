import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { keepPostgres } from '../../launcher/keep-postgres'
import { supervise } from '../../launcher/supervise'
import { ensureDatabases } from '../../postgres/ensure-databases'
import { freePort } from '../../processes/free-port'
import { sendSignal } from '../../processes/send-signal'
import { startWatchdog } from '../../processes/watchdog'

const ROOT = join(import.meta.dirname, '../../..')
const PROJECT = join(import.meta.dirname, '../test-programs')
const QUICK = { firstMs: 50, maxMs: 500, stableMs: 500 }

export type Part = 'platform' | 'worker' | 'postgres'

/** Platform, worker and Postgres as the launcher runs them, without the app, on their own data and ports. */
export async function startPlatformStack() {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-reliability-'))
  const ledger = join(dataDir, 'ledger.jsonl')
  const watchdog = startWatchdog()
  const said: string[] = []
  const crashes: Record<Part, number> = { platform: 0, worker: 0, postgres: 0 }
  const crashed = (part: Part) => () => {
    crashes[part] += 1
  }
  const postgres = await keepPostgres({
    dataDir,
    watchdog,
    password: randomBytes(16).toString('hex'),
    onCrash: crashed('postgres'),
  })
  await ensureDatabases(postgres.adminUrl, ['trigger'])
  const cluster = await dataDirectoryOf(postgres.adminUrl)
  const [secretKey, port] = [`tr_dev_${randomBytes(20).toString('hex')}`, await freePort()]
  const apiUrl = `http://127.0.0.1:${port}`
  const shared = { ...process.env, SIGNALBOX_DATA_DIR: dataDir, TRIGGER_SECRET_KEY: secretKey, LOG_LEVEL: 'error' }
  const start = (part: Part, program: string, cwd: string, env: Record<string, string>) =>
    supervise({
      args: ['--import', 'tsx', join(ROOT, program)],
      env: { ...shared, TRIGGER_PROJECT_REF: 'proj_reliability', ...env },
      cwd,
      watchdog,
      backOff: QUICK,
      onCrash: crashed(part),
      onLine: (line) => said.push(`${part} ${line}`),
    })
  const platform = start('platform', 'lib/platform/main.ts', ROOT, {
    PLATFORM_DATABASE_URL: postgres.urlOf('trigger'),
    PLATFORM_PORT: String(port),
    TRIGGER_ACCESS_TOKEN: 'tr_pat_reliability',
  })
  const worker = start('worker', 'lib/platform/worker/main.ts', PROJECT, {
    TRIGGER_API_URL: apiUrl,
    LEDGER_FILE: ledger,
    WORKER_THREADS: '4',
  })
  const pids: Record<Part, () => number | undefined> = {
    platform: () => platform.pid(),
    worker: () => worker.pid(),
    postgres: () => Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]),
  }
  return {
    apiUrl,
    secretKey,
    ledger,
    said,
    crashes,
    pids,
    /** The process dies at once, without a word to anybody. False when it was down at this moment. */
    kill(part: Part): boolean {
      try {
        const pid = pids[part]()
        if (pid) sendSignal(pid, 'SIGKILL')
        return Boolean(pid)
      } catch {
        return false
      }
    },
    query: <Row extends pg.QueryResultRow>(text: string) => query<Row>(postgres.urlOf('trigger'), text),
    async stop(): Promise<void> {
      await worker.stop(3_000)
      await platform.stop(3_000)
      await postgres.stop()
      watchdog.close()
      for (const folder of [cluster, dataDir]) await rm(folder, { recursive: true, force: true })
    },
  }
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client(url)
  // The server may be killed at any moment; the query says so.
  client.on('error', () => undefined)
  await client.connect()
  return (await client.query<Row>(text).finally(() => client.end())).rows
}

async function dataDirectoryOf(url: string): Promise<string> {
  const [row] = await query<{ data_directory: string }>(url, 'show data_directory')
  return row?.data_directory ?? ''
}
