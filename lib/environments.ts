import 'server-only'
import { env } from './env'
import { AppError } from './errors'

/** One Trigger.dev environment that this app shows. `slug` is what Trigger.dev's own URLs call it. */
export type Environment = {
  name: string
  slug: 'dev' | 'staging' | 'preview' | 'prod'
  apiUrl: string
  secretKey: string
  accessToken?: string
  projectRef?: string
}

const SLUG_OF_KEY = { dev: 'dev', stg: 'staging', preview: 'preview', prod: 'prod' } as const

/** Secret keys say which environment they open: tr_dev_…, tr_stg_…, tr_preview_…, tr_prod_… */
export function slugOfSecretKey(secretKey: string): Environment['slug'] {
  const kind = secretKey.split('_')[1]
  return kind && kind in SLUG_OF_KEY ? SLUG_OF_KEY[kind as keyof typeof SLUG_OF_KEY] : 'dev'
}

export const DEFAULT_ENVIRONMENT = 'default'

/** Throws not_found for a name that is not configured. */
export function findEnvironment(name: string): Environment {
  if (name !== DEFAULT_ENVIRONMENT) throw new AppError('not_found', `There is no environment called “${name}”.`)
  const { TRIGGER_API_URL, TRIGGER_SECRET_KEY, TRIGGER_ACCESS_TOKEN, TRIGGER_PROJECT_REF } = env()
  return {
    name,
    slug: slugOfSecretKey(TRIGGER_SECRET_KEY),
    apiUrl: TRIGGER_API_URL.replace(/\/+$/, ''),
    secretKey: TRIGGER_SECRET_KEY,
    ...(TRIGGER_ACCESS_TOKEN && { accessToken: TRIGGER_ACCESS_TOKEN }),
    ...(TRIGGER_PROJECT_REF && { projectRef: TRIGGER_PROJECT_REF }),
  }
}
