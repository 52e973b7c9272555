import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isAlive } from '../processes/is-alive'
import { databaseUrl } from './database-url'
import { probeServer } from './probe-server'

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

async function readPidFile(cluster: string): Promise<(RunningServer & { changing: boolean }) | null> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return null
  // Lines: process, folder, start time, port, socket folder, address, shared memory, status.
  const lines = text.split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  const status = (lines[7] ?? '').trim()
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3]) || 0, changing: status === 'starting' || status === 'stopping' || status === '' }
}
