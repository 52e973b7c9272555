import 'server-only'
import { checkDatabase } from './check-database'
import { checkPlatform, type PlatformCheck } from './check-platform'
import type { HealthReport } from './health'
import { StatusMemory } from './status-memory'

/** The public route may be asked by anybody, as often as they like; this is how often it looks. */
const FRESH_MS = 1_000

const memory = new StatusMemory()
const latest = new Map<string, { at: number; report: Promise<HealthReport> }>()

/** How the parts are, at most a second old. Callers check who asks. */
export function checkHealth(environment: string): Promise<HealthReport> {
  const now = Date.now()
  const known = latest.get(environment)
  if (known && now - known.at < FRESH_MS) return known.report
  const report = look(environment)
  latest.set(environment, { at: now, report })
  return report
}

async function look(environment: string): Promise<HealthReport> {
  const [{ platform, worker }, database] = await Promise.all([checkPlatform(environment), checkDatabase()])
  const checkedAt = new Date()
  const since = (part: string, status: 'up' | 'down' | 'unknown') =>
    memory.since(`${environment}/${part}`, status, checkedAt)
  return {
    checkedAt,
    platform: { ...platform, since: since('platform', platform.status) },
    worker: { ...workerFacts(worker), since: since('worker', worker.status) },
    database: { ...database, since: since('database', database.status) },
  }
}

function workerFacts({ answer, ...worker }: PlatformCheck['worker']) {
  if (!answer) return worker
  const connected = answer.workers.filter((process) => process.connected)
  return {
    ...worker,
    connected: connected.length,
    runningRuns: connected.reduce((sum, process) => sum + process.runningRuns, 0),
    ...(answer.currentVersion && { currentVersion: answer.currentVersion }),
    ...(answer.indexError && { indexError: answer.indexError }),
  }
}
