import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ExpectedProblem } from '../expected-problem'
import { isAlive } from '../processes/is-alive'
import type { Watchdog } from '../processes/watchdog'
import type { Places } from './choose-places'
import { type PostgresTools, spawnPostgresTool } from './postgres-command'

export const SUPERUSER = 'signalbox'

/** initdb takes seconds: an unfinished folder of this age belongs to nobody, even if its number is in use again. */
const ABANDONED_AFTER_MS = 15 * 60_000

interface InitOptions {
  places: Places
  tools: PostgresTools
  password: string
  durable: boolean
  watchdog: Watchdog
}

/**
 * Makes the cluster if there is none. initdb refuses a folder that an interrupted run left half full, so it works in a
 * folder of its own, and only a finished cluster gets the name. Two at once: the first to rename wins, both use it.
 */
export async function initCluster(options: InitOptions): Promise<void> {
  const { cluster, runAs } = options.places
  await removeUnfinished(cluster)
  if (existsSync(path.join(cluster, 'PG_VERSION'))) return

  const unfinished = await mkdtemp(`${cluster}.tmp-${process.pid}-`)
  const passwordFile = path.join(unfinished, 'password')
  try {
    await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 })
    if (runAs) for (const made of [unfinished, passwordFile]) await chown(made, runAs.uid, runAs.gid)
    await runInitdb(options, path.join(unfinished, 'cluster'), passwordFile)
    await rename(path.join(unfinished, 'cluster'), cluster)
  } catch (error) {
    const lostTheRace = ['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')
    if (!lostTheRace) throw error
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

async function runInitdb(
  { tools, durable, watchdog }: InitOptions,
  folder: string,
  passwordFile: string,
): Promise<void> {
  const initdb = spawnPostgresTool(tools, 'initdb', [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Postgres' own tables: the order of texts cannot change with an update of the system's libraries.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ])
  const pid = initdb.pid
  if (pid) watchdog.watch(-pid, { signal: 'SIGTERM', last: 'SIGKILL', graceMs: 2_000 })
  try {
    await finished(initdb)
  } finally {
    if (pid) watchdog.forget(-pid)
  }
}

function finished(initdb: ChildProcess): Promise<void> {
  let output = ''
  initdb.stdout?.on('data', (chunk) => {
    output += chunk
  })
  initdb.stderr?.on('data', (chunk) => {
    output += chunk
  })
  return new Promise((resolve, reject) => {
    const fail = (reason: string) =>
      reject(new ExpectedProblem(`The database could not be set up (${reason}).\n${output.trim()}`.trim()))
    initdb.on('error', (error) => fail(error.message))
    initdb.on('close', (code, signal) => (code === 0 ? resolve() : fail(`initdb ended with ${signal ?? code}`)))
  })
}

async function removeUnfinished(cluster: string): Promise<void> {
  const prefix = `${path.basename(cluster)}.tmp-`
  const parent = path.dirname(cluster)
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue
    const folder = path.join(parent, name)
    const age = Date.now() - ((await stat(folder).catch(() => null))?.mtimeMs ?? Date.now())
    if (!isAlive(Number.parseInt(name.slice(prefix.length), 10)) || age > ABANDONED_AFTER_MS) {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
