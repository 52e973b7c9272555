import type { Plan } from './environment'

export type Mode = 'start' | 'dev'
type Environment = Record<string, string>

interface Databases {
  app: string
  platform: string
}

interface Inputs {
  plan: Plan
  databases: Databases
  dataDir: string
  mode: Mode
  inherited: Record<string, string | undefined>
}

interface ProcessEnvironments {
  app: NodeJS.ProcessEnv
  platform: NodeJS.ProcessEnv
  worker: NodeJS.ProcessEnv
}

/** What the launcher hands out by name. A process that is not given one of them must not inherit it either. */
const HANDED_OUT = [
  'APP_URL',
  'AUTH_SECRET',
  'DATABASE_URL',
  'FIRST_RUN_TOKEN',
  'PLATFORM_DATABASE_URL',
  'PLATFORM_PORT',
  'PORT',
  'TRIGGER_ACCESS_TOKEN',
  'TRIGGER_API_URL',
  'TRIGGER_PROJECT_REF',
  'TRIGGER_SECRET_KEY',
  'WORKER_WATCH',
]

/** The environment of each process: the launcher's own without the handed-out names, and the names that one needs. */
export function processEnvironments({ plan, databases, dataDir, mode, inherited }: Inputs): ProcessEnvironments {
  const { trigger } = plan
  const base = {
    ...defined(Object.fromEntries(Object.entries(inherited).filter(([name]) => !HANDED_OUT.includes(name)))),
    NODE_ENV: mode === 'dev' ? ('development' as const) : ('production' as const),
    NEXT_TELEMETRY_DISABLED: '1',
    SIGNALBOX_DATA_DIR: dataDir,
  }
  const project = defined({ TRIGGER_PROJECT_REF: trigger.projectRef })
  const client = { TRIGGER_API_URL: trigger.apiUrl, TRIGGER_SECRET_KEY: trigger.secretKey, ...project }
  const token = defined({ TRIGGER_ACCESS_TOKEN: trigger.accessToken })
  return {
    app: {
      ...base,
      ...client,
      ...token,
      DATABASE_URL: databases.app,
      AUTH_SECRET: plan.authSecret,
      APP_URL: plan.appUrl,
      FIRST_RUN_TOKEN: plan.firstRunToken,
    },
    platform: {
      ...base,
      ...project,
      ...token,
      PLATFORM_DATABASE_URL: databases.platform,
      PLATFORM_PORT: String(plan.platform?.port ?? ''),
      TRIGGER_SECRET_KEY: trigger.secretKey,
    },
    worker: {
      ...base,
      ...client,
      DATABASE_URL: databases.app,
      ...(mode === 'dev' && { WORKER_WATCH: '1' }),
    },
  }
}

function defined(values: Record<string, string | null | undefined>): Environment {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
