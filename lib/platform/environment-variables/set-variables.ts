import { inTransaction } from '../db/in-transaction'
import { ApiError } from '../http/api-error'
import type { PlatformDeps } from '../http/deps'
import { VariableCipher } from './variable-cipher'

/** What the platform itself tells its workers, and nobody may change. */
const RESERVED = ['TRIGGER_SECRET_KEY', 'TRIGGER_API_URL']

export interface SetOptions {
  /** Without it, a name that is already set refuses the whole call. */
  override: boolean
  /** Left out: what it was, at first not secret. */
  isSecret?: boolean | undefined
}

const UPSERT = `
insert into environment_variables (environment_id, name, sealed_value, is_secret, created_at, updated_at)
select $1, v.name, v.sealed_value, coalesce($4, false), $5, $5 from unnest($2::text[], $3::bytea[]) v(name, sealed_value)
on conflict (environment_id, name) do update set sealed_value = excluded.sealed_value,
  is_secret = coalesce($4, environment_variables.is_secret), updated_at = excluded.updated_at`

/** Sets all of them or, where they are refused, none. Blank values and reserved names are passed over. */
export async function setVariables(
  deps: Pick<PlatformDeps, 'pool' | 'environment' | 'secretKey'>,
  variables: Record<string, string>,
  options: SetOptions,
  now: Date,
): Promise<void> {
  const given = Object.entries(variables)
  const allowed = given.filter(([name]) => !RESERVED.includes(name))
  const settable = allowed.filter(([name, value]) => isSettable(name, value))
  if (settable.length === 0) {
    const reserved = allowed.length < given.length ? ' All the variables submitted are not allowed.' : ''
    throw new ApiError(400, `You must set at least one valid variable.${reserved}`)
  }
  const names = settable.map(([name]) => name)
  const cipher = new VariableCipher(deps.secretKey)
  const sealed = settable.map(([name, value]) => cipher.seal(name, value))
  await inTransaction(deps.pool, async (client) => {
    if (!options.override) await refuseExisting(client, deps.environment.id, names)
    await client.query(UPSERT, [deps.environment.id, names, sealed, options.isSecret ?? null, now])
  })
}

/** What process.env can hold. */
function isSettable(name: string, value: string): boolean {
  return /^[^=\0\s]+$/.test(name) && value.trim() !== '' && !value.includes('\0')
}

async function refuseExisting(
  client: { query: PlatformDeps['pool']['query'] },
  environmentId: string,
  names: string[],
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select name from environment_variables where environment_id = $1 and name = any($2) order by name',
    [environmentId, names],
  )
  if (rows.length === 0) return
  throw new ApiError(
    400,
    'Some of the variables are already set for these environments. Set override to true to override them.',
    {
      body: { variableErrors: rows.map(({ name }) => ({ key: name, error: 'Variable already set in Development.' })) },
    },
  )
}
