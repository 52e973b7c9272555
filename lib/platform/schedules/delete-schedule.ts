import type { PlatformDeps } from '../http/deps'

/** False when there is none. A declarative one comes back with the next registration of its task. */
export async function deleteSchedule(deps: Pick<PlatformDeps, 'pool' | 'environment'>, id: string): Promise<boolean> {
  const { rowCount } = await deps.pool.query('delete from schedules where id = $1 and environment_id = $2', [
    id,
    deps.environment.id,
  ])
  return rowCount === 1
}
