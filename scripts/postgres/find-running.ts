import { setTimeout as delay } from 'node:timers/promises'
import { isAlive } from '../processes/is-alive'
import { databaseUrl } from './database-url'
import { probeServer } from './probe-server'
import { readPidFile } from './read-pid-file'

export interface RunningServer {
  pid: number
  port: number
}

/** A server in the middle of its start (crash recovery) or of its stop gets this long to become one or the other. */
const SETTLE_MS = 20_000
/** A process with the number in the file that answers nothing: most likely the number was given to another program. */
const SILENT_MS = 1_500

/**
 * The live server of this cluster, if any. The process number in postmaster.pid proves nothing (it may belong to another
 * program by now), so the server itself is asked. A stale file is left alone: Postgres replaces it.
 */
export async function findRunning(cluster: string, password: string): Promise<RunningServer | null> {
  const started = Date.now()
  for (;;) {
    const file = await readPidFile(cluster)
    if (!file || !isAlive(file.pid)) return null
    const answer = file.port
      ? await probeServer(databaseUrl({ port: file.port, password }, 'postgres'), cluster)
      : 'silent'
    if (answer === 'ours') return file
    if (answer === 'foreign') return null
    const patience = answer === 'starting' || file.changing ? SETTLE_MS : SILENT_MS
    if (Date.now() - started > patience) return null
    await delay(50)
  }
}
