import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { sendSignal } from './send-signal'

interface Ending {
  signal: NodeJS.Signals
  /** Sent when the target is still there after the grace. */
  last: NodeJS.Signals
  graceMs: number
}

export interface Watchdog {
  /** `target` is a process id, or a negative process group id. */
  watch(target: number, ending: Ending): void
  forget(target: number): void
  /** Ends everything that is watched the hard way. */
  endNow(): void
  /** For a starter that has ended everything itself. */
  close(): void
}

const PROGRAM = fileURLToPath(new URL('./watchdog-process.mjs', import.meta.url))

/**
 * Starts the process that ends the watched ones when this process is gone, even by `kill -9`: the pipe between the two
 * closes. One that was killed is replaced and told again what to watch.
 */
export function startWatchdog(): Watchdog {
  const watched = new Map<number, Ending>()
  let closed = false
  let current = launch()

  function launch(): ChildProcess {
    const child = spawn(process.execPath, [PROGRAM], {
      cwd: '/',
      detached: true,
      env: {} as NodeJS.ProcessEnv,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    child.unref()
    // Writing to one that was just killed must not end us; its replacement hears the same words.
    child.stdin?.on('error', () => {})
    child.on('exit', () => {
      if (closed) return
      current = launch()
      for (const [target, ending] of watched) tell(watchLine(target, ending))
    })
    return child
  }

  function tell(line: string): void {
    current.stdin?.write(`${line}\n`)
  }

  return {
    watch(target, ending) {
      watched.set(target, ending)
      tell(watchLine(target, ending))
    },
    forget(target) {
      watched.delete(target)
      tell(`forget ${target}`)
    },
    endNow() {
      for (const [target, { last }] of watched) sendSignal(target, last)
    },
    close() {
      closed = true
      current.stdin?.end()
    },
  }
}

function watchLine(target: number, { signal, last, graceMs }: Ending): string {
  return `watch ${target} ${signal} ${last} ${graceMs}`
}
