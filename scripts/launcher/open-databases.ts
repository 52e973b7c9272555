import { ensureDatabases } from '../postgres/ensure-databases'
import type { Watchdog } from '../processes/watchdog'
import { ensureGivenDatabase } from './ensure-given-database'
import type { Plan } from './environment'
import { keepPostgres } from './keep-postgres'
import type { LineLog } from './line-log'

interface OpenOptions {
  plan: Plan
  password: string
  dataDir: string
  watchdog: Watchdog
  log: LineLog
  signal: AbortSignal
}

export interface OpenDatabases {
  app: string
  /** Empty when no platform is started. */
  platform: string
  stop(graceMs: number): Promise<void>
}

export const APP_DATABASE = 'signalbox'
const PLATFORM_DATABASE = 'trigger'

/** Starts the embedded Postgres if any database is to live there, and makes sure that all of them exist. */
export async function openDatabases(options: OpenOptions): Promise<OpenDatabases> {
  const { plan, signal } = options
  const givenPlatform = plan.platform?.database
  if (plan.appDatabase) await ensureGivenDatabase('DATABASE_URL', plan.appDatabase, signal)
  if (givenPlatform) await ensureGivenDatabase('PLATFORM_DATABASE_URL', givenPlatform, signal)

  const embedded = [
    ...(plan.appDatabase ? [] : [APP_DATABASE]),
    ...(plan.platform && !givenPlatform ? [PLATFORM_DATABASE] : []),
  ]
  if (embedded.length === 0) return { app: plan.appDatabase ?? '', platform: givenPlatform ?? '', stop: async () => {} }

  const postgres = await startEmbedded(options)
  try {
    await ensureDatabases(postgres.adminUrl, embedded)
  } catch (error) {
    await postgres.stop()
    throw error
  }
  return {
    app: plan.appDatabase ?? postgres.urlOf(APP_DATABASE),
    platform: givenPlatform ?? (plan.platform ? postgres.urlOf(PLATFORM_DATABASE) : ''),
    stop: postgres.stop,
  }
}

function startEmbedded({ password, dataDir, watchdog, log, signal }: OpenOptions) {
  // The words of a normal start and stop tell nobody anything; what is said in between does.
  let chatty = false
  const quiet = () => {
    chatty = false
  }
  signal.addEventListener('abort', quiet, { once: true })
  return keepPostgres({
    dataDir,
    password,
    watchdog,
    signal,
    log: (line) => chatty && log('postgres', line),
    onCrash: (message) => log('postgres', message),
  }).then((postgres) => {
    chatty = true
    return postgres
  })
}
