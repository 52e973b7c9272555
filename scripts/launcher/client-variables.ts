import type { Plan } from './environment'

interface Inputs {
  plan: Plan
  appDatabase: string
  /** The port of the platform that runs now: it may have been started with another one than this shell's. */
  runningPlatformPort: number | null
}

/** What any Trigger.dev project, command or database tool on this machine needs to use what runs here. */
export function clientVariables({ plan, appDatabase, runningPlatformPort }: Inputs): Record<string, string> {
  const { trigger, platform } = plan
  const apiUrl = platform && runningPlatformPort ? `http://127.0.0.1:${runningPlatformPort}` : trigger.apiUrl
  return {
    TRIGGER_API_URL: apiUrl,
    TRIGGER_SECRET_KEY: trigger.secretKey,
    ...(trigger.accessToken && { TRIGGER_ACCESS_TOKEN: trigger.accessToken }),
    ...(trigger.projectRef && { TRIGGER_PROJECT_REF: trigger.projectRef }),
    DATABASE_URL: appDatabase,
  }
}
