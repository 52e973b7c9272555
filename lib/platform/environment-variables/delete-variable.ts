import type { PlatformDeps } from '../http/deps'

/** False when there is none. */
export async function deleteVariable(deps: Pick<PlatformDeps, 'pool' | 'environment'>, name: string): Promise<boolean> {
  const { rowCount } = await deps.pool.query(
    'delete from environment_variables where environment_id = $1 and name = $2',
    [deps.environment.id, name],
  )
  return rowCount === 1
}
