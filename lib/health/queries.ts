import 'server-only'
import { isFirstRun } from '../auth/first-run'
import { requireUser } from '../auth/session'
import { DEFAULT_ENVIRONMENT } from '../environments'
import { checkHealth } from './check-health'
import type { HealthReport } from './health'

/** Every part with its details, for people who are signed in. */
export async function getHealth(environment: string): Promise<HealthReport> {
  await requireUser('health:read')
  return checkHealth(environment)
}

/** What anybody may know: that the app answers, whether all is well, and whether it waits for its first account. */
export async function getPublicHealth(): Promise<{ status: 'ok' | 'degraded'; firstRun: boolean }> {
  const report = await checkHealth(DEFAULT_ENVIRONMENT)
  const isWell = [report.platform, report.worker, report.database].every((part) => part.status === 'up')
  const firstRun = report.database.status === 'up' && (await isFirstRun())
  return { status: isWell ? 'ok' : 'degraded', firstRun }
}
