import { type BackOffTimes, createBackOff } from './back-off'
import { type GroupCommand, type ProcessGroup, spawnGroup } from './spawn-group'

export interface SupervisedOptions extends GroupCommand {
  /** Told how it ended and when it comes back. */
  onCrash: (reason: string, againInMs: number) => void
  backOff?: BackOffTimes
}

export interface Supervised {
  pid(): number | undefined
  crashes(): number
  stop(graceMs: number): Promise<void>
}

const BACK_OFF: BackOffTimes = { firstMs: 250, maxMs: 10_000, stableMs: 30_000 }

/** Runs a process and starts it again whenever it ends, until it is stopped. */
export function supervise({ onCrash, backOff = BACK_OFF, ...command }: SupervisedOptions): Supervised {
  const nextDelay = createBackOff(backOff)
  let group: ProcessGroup
  let crashes = 0
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  function launch(): void {
    const startedAt = Date.now()
    group = spawnGroup(command)
    void group.exited.then(({ reason }) => {
      if (stopped) return
      crashes += 1
      const againInMs = nextDelay(Date.now() - startedAt)
      onCrash(reason, againInMs)
      timer = setTimeout(launch, againInMs)
    })
  }

  launch()
  return {
    pid: () => group.pid,
    crashes: () => crashes,
    async stop(graceMs) {
      stopped = true
      clearTimeout(timer)
      await group.stop(graceMs)
    },
  }
}
