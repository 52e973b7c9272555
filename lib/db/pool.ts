import 'server-only'
import { Pool } from 'pg'
import { env } from '../env'
import { log } from '../log'

/** The development server reloads this module on every change; one pool per process has to survive that. */
const shared = globalThis as typeof globalThis & { signalboxPool?: Pool }

function openPool(): Pool {
  const pool = new Pool({
    connectionString: env().DATABASE_URL,
    max: 10,
    // A page must fail with a reason before its reader gives up on it.
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    application_name: 'signalbox-app',
  })
  // Without a listener an idle connection that Postgres closes would end the process.
  pool.on('error', (error) => log.warn({ code: (error as { code?: string }).code }, 'idle database connection lost'))
  return pool
}

export function pool(): Pool {
  shared.signalboxPool ??= openPool()
  return shared.signalboxPool
}

export async function closePool(): Promise<void> {
  await shared.signalboxPool?.end()
  delete shared.signalboxPool
}
