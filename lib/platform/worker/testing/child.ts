import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Child {
  pid: number
  output: () => string
  /** Its whole process group ends with it; `leftProcesses` says whether that took force. */
  stop: (signal?: NodeJS.Signals) => Promise<{ tookMs: number; leftProcesses: boolean }>
  hasExited: () => boolean
}

/** A process in a group of its own, so that nothing it started can outlive the test. */
export function startChild(
  command: string,
  args: string[],
  options: { cwd: string; env: Record<string, string | undefined> },
): Child {
  const env = options.env as NodeJS.ProcessEnv
  const child = spawn(command, args, { cwd: options.cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const { pid } = child
  if (pid === undefined) throw new Error(`${command} could not be started`)
  let output = ''
  const collect = (chunk: Buffer) => {
    output += chunk
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid,
    output: () => output,
    hasExited: () => hasEnded(child),
    async stop(signal = 'SIGTERM') {
      const from = performance.now()
      if (!hasEnded(child)) child.kill(signal)
      const ended = await Promise.race([exited.then(() => true), sleep(10_000, false)])
      const tookMs = performance.now() - from
      const leftProcesses = ended && groupIsAlive(pid)
      if (groupIsAlive(pid)) process.kill(-pid, 'SIGKILL')
      if (!ended) throw new Error(`process ${pid} did not end within 10 s of ${signal}\n${output}`)
      return { tookMs, leftProcesses }
    },
  }
}

function groupIsAlive(pid: number): boolean {
  try {
    process.kill(-pid, 0)
    return true
  } catch {
    return false
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null
