import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { sendSignal } from '../processes/send-signal'
import { waitUntil } from '../processes/wait-until'
import type { Watchdog } from '../processes/watchdog'

export interface GroupCommand {
  args: string[]
  env: NodeJS.ProcessEnv
  cwd: string
  onLine: (line: string) => void
  watchdog: Watchdog
}

export interface ProcessGroup {
  pid: number | undefined
  /** How the first process of the group ended; the rest of its group is gone by then, too. */
  exited: Promise<{ code: number | null; reason: string }>
  /** Asks the whole group to end, and kills what is left after the grace. */
  stop(graceMs: number): Promise<void>
}

const WATCHDOG_GRACE_MS = 1_500
const KILL_TIMEOUT_MS = 1_000

/** Starts Node with these arguments in a process group of its own, so that one signal reaches all it starts. */
export function spawnGroup({ args, env, cwd, onLine, watchdog }: GroupCommand): ProcessGroup {
  const child = spawn(process.execPath, args, {
    cwd,
    detached: true,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const pid = child.pid
  if (pid) watchdog.watch(-pid, { signal: 'SIGTERM', last: 'SIGKILL', graceMs: WATCHDOG_GRACE_MS })
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine)

  let leaderGone = false
  const exited = new Promise<{ code: number | null; reason: string }>((resolve) => {
    const end = (code: number | null, reason: string) => {
      leaderGone = true
      if (pid) {
        sendSignal(-pid, 'SIGKILL')
        watchdog.forget(-pid)
      }
      resolve({ code, reason })
    }
    child.on('error', (error) => end(null, error.message))
    child.on('exit', (code, signal) => end(code, signal ? `was ended by ${signal}` : `ended with code ${code}`))
  })

  return {
    pid,
    exited,
    async stop(graceMs) {
      if (!pid || leaderGone) return
      sendSignal(-pid, 'SIGTERM')
      const isGone = () => leaderGone
      if (await waitUntil(isGone, { timeoutMs: graceMs })) return
      sendSignal(-pid, 'SIGKILL')
      await waitUntil(isGone, { timeoutMs: KILL_TIMEOUT_MS })
    },
  }
}
