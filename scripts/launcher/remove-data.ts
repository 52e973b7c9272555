import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { ExpectedProblem } from '../expected-problem'
import { systemPlaceOf } from '../postgres/choose-places'
import { databaseUrl } from '../postgres/database-url'
import { probeServer } from '../postgres/probe-server'
import { readPidFile } from '../postgres/read-pid-file'
import { isAlive } from '../processes/is-alive'
import { lockInstance } from './instance-lock'
import { PROJECT_ROOT } from './project-root'

const CLUSTER = /^pg\d+$/

/** Whether there is anything of ours to remove. */
export function hasData(dataDir: string): boolean {
  return existsSync(path.join(dataDir, 'secrets.json')) || existsSync(systemPlaceOf(dataDir))
}

/** Removes the data folder and what root keeps elsewhere for it. Refuses while anything uses it. */
export async function removeData(dataDir: string): Promise<void> {
  if ([PROJECT_ROOT, homedir()].some((folder) => `${folder}/`.startsWith(`${dataDir}/`))) {
    throw new ExpectedProblem(`${dataDir} holds more than Signalbox's data; nothing was removed.`)
  }
  const result = await lockInstance(dataDir, { address: 'npm run reset', platformPort: null })
  if ('heldBy' in result) {
    throw new ExpectedProblem(`Signalbox runs on the data in ${dataDir} (process ${result.heldBy.pid}). Stop it first.`)
  }
  try {
    await refuseLiveDatabase(dataDir)
    await rm(systemPlaceOf(dataDir), { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  } finally {
    await result.lock.release()
  }
}

/** Any answer at the port of the pid file is reason enough, even one that does not know our password. */
async function refuseLiveDatabase(dataDir: string): Promise<void> {
  for (const base of [dataDir, systemPlaceOf(dataDir)]) {
    const names = await readdir(base).catch(() => [])
    for (const cluster of names.filter((name) => CLUSTER.test(name)).map((name) => path.join(base, name))) {
      const file = await readPidFile(cluster)
      if (!file || !isAlive(file.pid)) continue
      const answer = await probeServer(databaseUrl({ port: file.port, password: 'unknown' }, 'postgres'), cluster)
      if (answer === 'silent') continue
      throw new ExpectedProblem(`A database still runs on the data in ${dataDir} (process ${file.pid}). Stop it first.`)
    }
  }
}
