import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ExpectedProblem } from '../expected-problem'
import { isAlive } from '../processes/is-alive'
import { startWatchdog, type Watchdog } from '../processes/watchdog'
import { choosePlaces, type Places } from './choose-places'
import { databaseUrl } from './database-url'
import { findRunning, type RunningServer } from './find-running'
import { initCluster } from './init-cluster'
import type { PostgresTools } from './postgres-command'
import { probeServer } from './probe-server'
import { reachableBinaries } from './reachable-binaries'
import { choosePort, rememberedPort } from './remembered-port'
import { repairLibraryLinks } from './repair-library-links'
import { resolveBinaries } from './resolve-binaries'
import { launchServer, type ServerProcess, stopServer, watchServer } from './server-process'

export interface PostgresOptions {
  /** Absolute. The cluster is in `pg<major>` below it. */
  dataDir: string
  password: string
  /** For the one owner of the data folder: a server that was left running is watched and stopped like an own one. */
  adopt?: boolean
  /** Only this port will do (clients know it already). Without it the remembered one, or a free one. */
  port?: number
  /** Tests may trade safety against power cuts for speed. */
  durable?: boolean
  /** One to share; without it the server gets its own. */
  watchdog?: Watchdog
  signal?: AbortSignal
  log?: (line: string) => void
  /** Called when the server ends without `stop()`. */
  onExit?: (reason: string) => void
}

export interface Postgres {
  /** The maintenance database, as superuser. */
  adminUrl: string
  port: number
  /** False when a server that already served this folder is used. */
  started: boolean
  urlOf(database: string): string
  /** Fast but clean; what is not finished after the grace is left to crash recovery. */
  stop(graceMs?: number): Promise<void>
}

const STOP_GRACE_MS = 10_000
const START_ATTEMPTS = 8
/** Another program's server on our port: ours notices that and ends. One that lives on and refuses us is ours. */
const FOREIGN_TIMEOUT_MS = 3_000
/** Recovery after a crash has to replay up to max_wal_size. */
const READY_TIMEOUT_MS = 120_000

/** Makes the cluster when there is none, then starts its server, or uses the one that already serves it. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const watchdog = options.watchdog ?? startWatchdog()
  try {
    const starter = await prepare(options, watchdog)
    for (let attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
      options.signal?.throwIfAborted()
      const running = await findRunning(starter.places.cluster, options.password)
      if (running) return useRunning(running, options, watchdog)
      const started = await tryToStart(starter, options, watchdog)
      if (started) return started
      await delay(100 * attempt)
    }
    throw new ExpectedProblem(`The database in ${starter.places.cluster} could not be started.`)
  } catch (error) {
    if (!options.watchdog) watchdog.close()
    throw error
  }
}

interface Starter {
  places: Places
  tools: PostgresTools
}

async function prepare(options: PostgresOptions, watchdog: Watchdog): Promise<Starter> {
  const shipped = await resolveBinaries()
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 })
  const places = await choosePlaces(options.dataDir, shipped.major)
  const binaries = await reachableBinaries(shipped, places.runAs)
  const libraryPath = await repairLibraryLinks(binaries.native, path.join(places.base, `libraries-${binaries.version}`))
  const tools = { binaries, libraryPath, runAs: places.runAs }
  await initCluster({ places, tools, password: options.password, durable: options.durable ?? true, watchdog })
  return { places, tools }
}

/** Null when it is worth another try: the port was taken, or another start of the same cluster is under way. */
async function tryToStart(
  { places, tools }: Starter,
  options: PostgresOptions,
  watchdog: Watchdog,
): Promise<Postgres | null> {
  const port = options.port ?? (await rememberedPort(options.dataDir))
  const server = launchServer({
    tools,
    cluster: places.cluster,
    port,
    durable: options.durable ?? true,
    watchdog,
    log: options.log ?? (() => {}),
  })
  const adminUrl = databaseUrl({ port, password: options.password }, 'postgres')
  try {
    if (await becomesReady(server, adminUrl, places.cluster, options.signal)) {
      return handleOf(
        { port, pid: server.pid ?? 0, started: true, isGone: server.isGone, gone: server.gone },
        options,
        watchdog,
      )
    }
  } catch (error) {
    if (server.pid) await stopServer(server.pid, server.isGone, STOP_GRACE_MS)
    throw error
  }
  return explainFailure(server, places, options)
}

async function becomesReady(
  server: ServerProcess,
  url: string,
  cluster: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const startedAt = Date.now()
  while (!server.isGone() && Date.now() - startedAt < READY_TIMEOUT_MS) {
    signal?.throwIfAborted()
    const answer = await probeServer(url, cluster)
    if (answer === 'ours' && !server.isGone()) return true
    if (answer === 'foreign' && Date.now() - startedAt > FOREIGN_TIMEOUT_MS) {
      throw new ExpectedProblem(
        `The database in ${cluster} does not accept the password in secrets.json. Was that file replaced?`,
      )
    }
    await delay(20)
  }
  if (!server.isGone()) throw new ExpectedProblem(`The database in ${cluster} did not get ready in time.`)
  return false
}

async function explainFailure(server: ServerProcess, places: Places, options: PostgresOptions): Promise<null> {
  const output = server.lastLines()
  if (/could not (bind|create any TCP)/.test(output)) {
    if (!options.port) await choosePort(options.dataDir)
    return null
  }
  // Another start of this cluster, or the last processes of a server that was killed.
  if (/postmaster\.pid.*already exists|pre-existing shared memory block/.test(output)) return null
  throw new ExpectedProblem(
    `The database in ${places.cluster} ended at its start (${await server.gone}).\n${output}`.trim(),
  )
}

interface Handle extends RunningServer {
  started: boolean
  isGone(): boolean
  gone: Promise<string>
}

async function useRunning(running: RunningServer, options: PostgresOptions, watchdog: Watchdog): Promise<Postgres> {
  const isGone = () => !isAlive(running.pid)
  const gone = new Promise<string>((resolve) => {
    const timer = setInterval(() => {
      if (!isGone()) return
      clearInterval(timer)
      watchdog.forget(running.pid)
      resolve('it ended')
    }, 250)
    timer.unref()
  })
  if (options.adopt) watchServer(watchdog, running.pid)
  return handleOf({ ...running, started: false, isGone, gone }, options, watchdog)
}

function handleOf(server: Handle, options: PostgresOptions, watchdog: Watchdog): Postgres {
  const address = { port: server.port, password: options.password }
  let stopping = false
  void server.gone.then((reason) => {
    if (!stopping) options.onExit?.(reason)
  })
  return {
    adminUrl: databaseUrl(address, 'postgres'),
    port: server.port,
    started: server.started,
    urlOf: (database) => databaseUrl(address, database),
    async stop(graceMs = STOP_GRACE_MS) {
      stopping = true
      if (server.started || options.adopt) await stopServer(server.pid, server.isGone, graceMs)
      if (!options.watchdog) watchdog.close()
    },
  }
}
