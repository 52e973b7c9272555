import { once } from 'node:events'
import { ExpectedProblem } from '../expected-problem'
import { startWatchdog, type Watchdog } from '../processes/watchdog'
import { buildApp } from './build'
import { openDataDir } from './data-dir'
import { type Plan, planEnvironment } from './environment'
import { lockInstance } from './instance-lock'
import { createLineLog, type LineLog } from './line-log'
import { needsBuild } from './needs-build'
import { openDatabases } from './open-databases'
import { type PortUse, requireFreePorts } from './ports'
import type { Mode } from './process-environments'
import { PROJECT_ROOT } from './project-root'
import { loadSecrets, type Secrets } from './secrets'
import { startStack } from './stack'
import { stopSignal } from './stop-signal'

/** What Postgres gets of the 3 s in which everything has to be over, after the other processes are gone. */
const POSTGRES_GRACE_MS = 800

interface Launch {
  plan: Plan
  secrets: Secrets
  dataDir: string
  mode: Mode
  watchdog: Watchdog
  log: LineLog
  signal: AbortSignal
}

/** The whole life of `npm start` and `npm run dev`: returns when everything it started has ended again. */
export async function launch(mode: Mode): Promise<void> {
  const dataDir = await openDataDir(process.env)
  const secrets = await loadSecrets(dataDir)
  const plan = planEnvironment(process.env, secrets)
  const lock = await takeLock(dataDir, plan)
  const watchdog = startWatchdog()
  const signal = stopSignal((exitCode) => {
    watchdog.endNow()
    process.exit(exitCode)
  })
  const log = createLineLog(process.stdout, process.env)
  try {
    await requireFreePorts(portsOf(plan))
    await runUntilStopped({ plan, secrets, dataDir, mode, watchdog, log, signal })
  } catch (error) {
    // What a stop interrupted has not failed.
    if (!signal.aborted) throw error
  } finally {
    watchdog.close()
    await lock.release()
  }
}

async function runUntilStopped(options: Launch): Promise<void> {
  const { plan, secrets, mode, watchdog, log, signal } = options
  const reason = mode === 'start' ? await needsBuild(PROJECT_ROOT) : null
  if (reason) {
    log('build', `building the app: ${reason} (this takes a minute)`)
    await buildApp({ watchdog, log, signal })
  }
  const databases = await openDatabases({ ...options, password: secrets.postgresPassword })
  try {
    const stack = startStack({ ...options, databases })
    try {
      const { firstRun } = await stack.ready()
      signal.throwIfAborted()
      announce(plan, firstRun)
      await once(signal, 'abort')
      console.log('\nStopping …')
    } finally {
      await stack.stop()
    }
  } finally {
    await databases.stop(POSTGRES_GRACE_MS)
  }
}

async function takeLock(dataDir: string, plan: Plan) {
  const result = await lockInstance(dataDir, { address: plan.appUrl, platformPort: plan.platform?.port ?? null })
  if ('lock' in result) return result.lock
  throw new ExpectedProblem(
    `Signalbox already runs on the data in ${dataDir}: ${result.heldBy.address} (process ${result.heldBy.pid}).\n` +
      'Use that one, stop it, or start another on its own data: SIGNALBOX_DATA_DIR=… PORT=… PLATFORM_PORT=… npm start',
  )
}

function portsOf(plan: Plan): PortUse[] {
  const app: PortUse = { variable: 'PORT', port: plan.port }
  return plan.platform ? [app, { variable: 'PLATFORM_PORT', port: plan.platform.port }] : [app]
}

function announce(plan: Plan, firstRun: boolean): void {
  console.log(`\n  Signalbox is ready at ${plan.appUrl}`)
  if (firstRun) {
    const link = `${plan.appUrl}/first-run?token=${encodeURIComponent(plan.firstRunToken)}`
    console.log(`  Sign in as the first operator (works once): ${link}`)
  }
  console.log('')
}
