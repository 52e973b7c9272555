import type { PlatformDeps } from '../http/deps'
import { VariableCipher } from './variable-cipher'

export interface LoadedVariable {
  name: string
  /** Null when it was stored under another secret key. */
  value: string | null
  isSecret: boolean
}

/** All variables with their values, by name. */
export async function loadVariables(
  deps: Pick<PlatformDeps, 'pool' | 'environment' | 'secretKey'>,
): Promise<LoadedVariable[]> {
  const { rows } = await deps.pool.query<{ name: string; sealed_value: Buffer; is_secret: boolean }>({
    name: 'environment-variables',
    text: 'select name, sealed_value, is_secret from environment_variables where environment_id = $1 order by name',
    values: [deps.environment.id],
  })
  if (rows.length === 0) return []
  const cipher = new VariableCipher(deps.secretKey)
  return rows.map(({ name, sealed_value, is_secret }) => ({
    name,
    value: cipher.open(name, sealed_value),
    isSecret: is_secret,
  }))
}
