import 'server-only'
import { pool } from '../db/pool'
import type { HealthStatus } from './health'

export async function checkDatabase(): Promise<{ status: HealthStatus; problem?: string; answeredInMs?: number }> {
  const startedAt = performance.now()
  try {
    await pool().query('select 1')
    return { status: 'up', answeredInMs: Math.round(performance.now() - startedAt) }
  } catch {
    return { status: 'down', problem: 'The app database does not answer.' }
  }
}
