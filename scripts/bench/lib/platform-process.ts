import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../processes/free-port'

const SECRET_KEY = `tr_dev_${'b'.repeat(40)}`

export interface PlatformProcess {
  origin: string
  pid: number
  /** Of a call that may do everything. */
  headers: Record<string, string>
  stop: () => void
}

/** The platform alone, as a process of its own so that its memory is its own. Ready when this resolves. */
export async function startPlatformProcess(databaseUrl: string): Promise<PlatformProcess> {
  const port = await freePort()
  const env = {
    ...process.env,
    PLATFORM_DATABASE_URL: databaseUrl,
    PLATFORM_PORT: String(port),
    TRIGGER_SECRET_KEY: SECRET_KEY,
    TRIGGER_ACCESS_TOKEN: 'tr_pat_bench',
    TRIGGER_PROJECT_REF: 'proj_bench',
    LOG_LEVEL: 'error',
  }
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/platform/main.ts'], { env, stdio: 'inherit' })
  const origin = `http://127.0.0.1:${port}`
  while (!(await fetch(`${origin}/healthcheck`).catch(() => null))?.ok) {
    if (child.exitCode !== null || child.pid === undefined) throw new Error('The platform did not start')
    await sleep(100)
  }
  return {
    origin,
    pid: child.pid as number,
    headers: { authorization: `Bearer ${SECRET_KEY}`, 'content-type': 'application/json' },
    stop: () => void child.kill('SIGTERM'),
  }
}
