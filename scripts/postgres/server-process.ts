import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { sendSignal } from '../processes/send-signal'
import { waitUntil } from '../processes/wait-until'
import type { Watchdog } from '../processes/watchdog'
import { type PostgresTools, spawnPostgresTool } from './postgres-command'

/** Kept to say why a server ended. */
const REMEMBERED_LINES = 20

export interface ServerProcess {
  pid: number | undefined
  /** Resolves with the reason when the process is gone. */
  gone: Promise<string>
  isGone(): boolean
  lastLines(): string
}

interface LaunchOptions {
  tools: PostgresTools
  cluster: string
  port: number
  durable: boolean
  watchdog: Watchdog
  log: (line: string) => void
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // No socket file: nothing to protect, and no path that can be too long. Every client here uses the loopback address.
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  // Compiling costs more than it saves on short queries.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Failed statements are reported by the program that sent them; here stays what concerns the server itself.
  log_min_messages: 'log',
}

/** For tests only: a power cut would lose the data. */
const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Starts the server process, which the watchdog ends (with a clean stop) should we disappear. */
export function launchServer({ tools, cluster, port, durable, watchdog, log }: LaunchOptions): ServerProcess {
  const settings = { ...SETTINGS, port: String(port), ...(durable ? {} : NOT_DURABLE) }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawnPostgresTool(tools, 'postgres', ['-D', cluster, ...args])
  const pid = child.pid
  if (pid) watchServer(watchdog, pid)
  const lines: string[] = []
  followLines(child, (line) => {
    lines.push(line)
    if (lines.length > REMEMBERED_LINES) lines.shift()
    log(line)
  })
  let isGone = false
  const gone = new Promise<string>((resolve) => {
    const end = (reason: string) => {
      isGone = true
      if (pid) watchdog.forget(pid)
      resolve(reason)
    }
    child.on('error', (error) => end(error.message))
    child.on('exit', (code, signal) => end(signal ?? `exit code ${code}`))
  })
  return { pid, gone, isGone: () => isGone, lastLines: () => lines.join('\n') }
}

/** SIGINT is Postgres' fast stop: it ends sessions and writes everything; SIGQUIT leaves the rest to crash recovery. */
export function watchServer(watchdog: Watchdog, pid: number): void {
  watchdog.watch(pid, { signal: 'SIGINT', last: 'SIGQUIT', graceMs: 5_000 })
}

export async function stopServer(pid: number, isGone: () => boolean, graceMs: number): Promise<void> {
  for (const [signal, timeoutMs] of [
    ['SIGINT', graceMs],
    ['SIGQUIT', 2_000],
    ['SIGKILL', 2_000],
  ] as const) {
    if (isGone()) return
    sendSignal(pid, signal)
    if (await waitUntil(isGone, { timeoutMs })) return
  }
}

function followLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', onLine)
  }
}
