import { readFile } from 'node:fs/promises'
import path from 'node:path'

export interface PidFile {
  pid: number
  /** 0 while the server has not got that far. */
  port: number
  /** In the middle of its start or its stop. */
  changing: boolean
}

/** What postmaster.pid says; whether it is still true is another question. */
export async function readPidFile(cluster: string): Promise<PidFile | null> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return null
  // Lines: process, folder, start time, port, socket folder, address, shared memory, status.
  const lines = text.split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  const status = (lines[7] ?? '').trim()
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3]) || 0, changing: ['', 'starting', 'stopping'].includes(status) }
}
