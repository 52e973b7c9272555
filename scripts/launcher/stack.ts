import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ExpectedProblem } from '../expected-problem'
import { waitUntil } from '../processes/wait-until'
import type { Watchdog } from '../processes/watchdog'
import { nextCommand } from './build'
import { bundlePrograms } from './bundle-programs'
import type { Plan } from './environment'
import { answers } from './http-condition'
import type { LineLog } from './line-log'
import type { OpenDatabases } from './open-databases'
import { type Mode, processEnvironments } from './process-environments'
import { PROJECT_ROOT } from './project-root'
import { type Supervised, supervise } from './supervise'

interface StackOptions {
  plan: Plan
  databases: OpenDatabases
  dataDir: string
  mode: Mode
  watchdog: Watchdog
  log: LineLog
  /** Aborted when the stack is to stop, perhaps before it has started. */
  signal: AbortSignal
}

export interface Stack {
  /** Resolves when pages can be served; the worker may need a moment more. */
  ready(): Promise<{ firstRun: boolean }>
  stop(): Promise<void>
}

const READY_TIMEOUT_MS = 90_000
const WORKER_PATIENCE_MS = 1_500
/** A process that never got ready and crashed this often will not get ready by more of the same. */
const HOPELESS_CRASHES = 3

/** All must be over in 3 s: the processes get most of it, Postgres needs the rest to write everything down. */
const PROCESS_GRACE_MS = 1_900
const PLATFORM_HEAD_START_MS = 900

/** Starts platform, worker and app, in the order of what they need. */
export function startStack(options: StackOptions): Stack {
  const { plan, databases, dataDir, mode, log } = options
  const stopping = new AbortController()
  const signal = AbortSignal.any([options.signal, stopping.signal])
  const environments = processEnvironments({ plan, databases, dataDir, mode, inherited: process.env })
  const run = (name: string, args: string[], env: NodeJS.ProcessEnv) =>
    supervise({
      args,
      env,
      cwd: PROJECT_ROOT,
      watchdog: options.watchdog,
      onLine: (line) => log(name, line),
      onCrash: (reason, againInMs) => log(name, `${reason}; starting again in ${againInMs} ms`),
    })

  const nextArgs = [nextCommand(), mode, '-H', '127.0.0.1', '-p', String(plan.port)]
  const app = run('app', nextArgs, environments.app)
  let platform: Supervised | null = null
  let worker: Supervised | null = null

  async function startPlatform(): Promise<void> {
    const programs = await bundlePrograms(path.join(dataDir, 'programs'))
    signal.throwIfAborted()
    platform = run('platform', ['--enable-source-maps', programs.platform], environments.platform)
    await becomesReady('platform', platform, platformAnswers(plan), signal)
    signal.throwIfAborted()
    worker = run('worker', ['--enable-source-maps', programs.worker], environments.worker)
    await waitUntil(workerIsConnected(plan), { timeoutMs: WORKER_PATIENCE_MS, everyMs: 100, signal })
  }

  return {
    async ready() {
      let firstRun = false
      const health = answers(`${plan.address}/api/health`, {
        accept: ({ body }) => {
          if (!isHealth(body)) return false
          firstRun = body.firstRun
          return true
        },
      })
      await Promise.all([becomesReady('app', app, health, signal), plan.platform && startPlatform()])
      return { firstRun }
    },
    async stop() {
      stopping.abort()
      const deadline = Date.now() + PROCESS_GRACE_MS
      const left = () => Math.max(deadline - Date.now(), 0)
      const workerStops = worker?.stop(left())
      const appStops = app.stop(left())
      // A worker that drains still has to tell the platform where it stands.
      await Promise.race([workerStops, delay(PLATFORM_HEAD_START_MS)])
      await Promise.all([workerStops, appStops, platform?.stop(left())])
    },
  }
}

async function becomesReady(
  name: string,
  supervised: Supervised,
  condition: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  const isHopeless = () => supervised.crashes() >= HOPELESS_CRASHES
  const isReady = await waitUntil(async () => isHopeless() || (await condition()), {
    timeoutMs: READY_TIMEOUT_MS,
    everyMs: 80,
    signal,
  })
  if (isHopeless()) throw new ExpectedProblem(`The ${name} cannot start. What it said is above.`)
  if (!isReady) throw new ExpectedProblem(`The ${name} did not get ready within ${READY_TIMEOUT_MS / 1000} s.`)
}

function platformAnswers(plan: Plan): () => Promise<boolean> {
  return answers(`${plan.trigger.apiUrl}/healthcheck`, { accept: ({ status }) => status === 200 })
}

function workerIsConnected(plan: Plan): () => Promise<boolean> {
  return answers(`${plan.trigger.apiUrl}/signalbox/v1/workers`, {
    headers: { authorization: `Bearer ${plan.trigger.secretKey}` },
    accept: ({ body }) =>
      (body as { workers?: { connected?: boolean }[] } | null)?.workers?.some((one) => one.connected) ?? false,
  })
}

function isHealth(body: unknown): body is { firstRun: boolean } {
  return typeof (body as { firstRun?: unknown } | null)?.firstRun === 'boolean'
}
