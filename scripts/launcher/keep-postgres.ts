import { type Postgres, type PostgresOptions, startPostgres } from '../postgres/start-postgres'
import { type BackOffTimes, createBackOff } from './back-off'

type KeptPostgres = Pick<Postgres, 'adminUrl' | 'urlOf' | 'stop'>

const BACK_OFF: BackOffTimes = { firstMs: 100, maxMs: 10_000, stableMs: 30_000 }

/** A server that comes back after a crash, at the same address: its clients connect again by themselves. */
export async function keepPostgres(
  options: Omit<PostgresOptions, 'onExit' | 'adopt'> & { onCrash: (message: string) => void },
): Promise<KeptPostgres> {
  const nextDelay = createBackOff(BACK_OFF)
  let startedAt = Date.now()
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let restart: Promise<void> | undefined

  const start = (port?: number) => startPostgres({ ...options, port, adopt: true, onExit: comeBack })
  let current = await start()

  function comeBack(reason: string): void {
    if (stopped) return
    const againInMs = nextDelay(Date.now() - startedAt)
    options.onCrash(`ended (${reason}); starting again in ${againInMs} ms`)
    timer = setTimeout(() => {
      restart = startAgain()
    }, againInMs)
  }

  async function startAgain(): Promise<void> {
    startedAt = Date.now()
    try {
      current = await start(current.port)
    } catch (error) {
      comeBack((error as Error).message)
    }
  }

  return {
    adminUrl: current.adminUrl,
    urlOf: current.urlOf,
    async stop(graceMs) {
      stopped = true
      clearTimeout(timer)
      await restart
      await current.stop(graceMs)
    },
  }
}
