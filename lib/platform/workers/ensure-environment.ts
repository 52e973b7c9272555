import { generateInternalId } from '@trigger.dev/core/v3/isomorphic'
import type { Pool } from 'pg'
import type { Environment } from './environment'

/** The dev environment of this project; its ids are made once and then stay, because tokens carry them. */
export async function ensureEnvironment(
  pool: Pool,
  projectRef: string,
  concurrencyLimit: number | null,
): Promise<Environment> {
  await pool.query(
    `insert into environments (id, slug, type, project_id, project_ref, organization_id, concurrency_limit)
     values ($1, 'dev', 'DEVELOPMENT', $2, $3, $4, $5)
     on conflict (slug) do update
       set project_ref = excluded.project_ref, concurrency_limit = excluded.concurrency_limit`,
    [generateInternalId(), generateInternalId(), projectRef, generateInternalId(), concurrencyLimit],
  )
  const { rows } = await pool.query<Environment>(
    `select id, slug, type, project_id as "projectId", project_ref as "projectRef", organization_id as "organizationId",
       concurrency_limit as "concurrencyLimit",
       created_at as "createdAt"
     from environments where slug = 'dev'`,
  )
  const environment = rows[0]
  if (!environment) throw new Error('The environment row is missing right after it was written')
  return environment
}
