import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isAlive } from '../processes/is-alive'
import { systemPlaceOf } from './choose-places'
import { startPostgres } from './start-postgres'

const PREFIX = 'signalbox-throwaway-postgres-'

/** An empty server for tests and benchmarks: without a sync to disk, gone with everything in it after `stop()`. */
export async function startThrowawayPostgres(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  await removeLeftBehind()
  const dataDir = await mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`))
  const postgres = await startPostgres({ dataDir, password: randomBytes(16).toString('hex'), durable: false })
  return {
    adminUrl: postgres.adminUrl,
    async stop() {
      await postgres.stop()
      await removeData(dataDir)
    },
  }
}

/** Folders of runs that were killed; the watchdog has stopped their servers. */
async function removeLeftBehind(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const pid = Number.parseInt(name.slice(PREFIX.length), 10)
    if (!isAlive(pid)) await removeData(path.join(tmpdir(), name))
  }
}

async function removeData(dataDir: string): Promise<void> {
  await rm(systemPlaceOf(dataDir), { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}
