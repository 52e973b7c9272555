import { setMaxListeners } from 'node:events'
import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { migrate } from './db/migrate'
import { createPool } from './db/pool'
import { warnOfUnreadableVariables } from './environment-variables/warn-of-unreadable-variables'
import type { PlatformDeps } from './http/deps'
import { createRouter } from './http/router'
import { attachWorkerSocket } from './http/worker-socket'
import { createLog } from './log'
import { LaneTurns } from './queues/lane-turns'
import { ChangeLog } from './realtime/change-log'
import type { RetentionPolicy } from './retention/retention-policy'
import { startRetention } from './retention/start-retention'
import { MetadataWriter } from './runs/metadata-writer'
import { RunSignals } from './runs/run-signals'
import { StreamHub } from './streams/stream-hub'
import { startSweeper } from './sweeper/start-sweeper'
import { ensureEnvironment } from './workers/ensure-environment'
import { WorkerPresence } from './workers/worker-presence'

export interface PlatformConfig {
  databaseUrl: string
  secretKey: string
  accessToken: string
  projectRef: string
  /** How many runs may execute at once, over all queues; by default as many as the workers take. */
  concurrencyLimit?: number
  /** How many subscribers of runs may be held at once; as many as on a real server by default. */
  realtimeConnections?: number
  /** What of the past is kept: 90 days by default. */
  retention?: RetentionPolicy
  /** The largest payload, or output, that is kept beside its run. */
  maxPacketBytes?: number
  /** How long after the end of its run a stream is kept. */
  streamRetentionDays?: number
  /** Where clients reach the platform; by default the loopback address it listens on. */
  origin?: string
  logLevel?: string
}

export interface Platform {
  app: Hono
  deps: PlatformDeps
  /** Takes requests from now on; port 0 is any free one. Answers the origin. */
  listen: (port?: number) => Promise<string>
  /** Stops taking requests, ends long-polls and streams, and gives the database connections back. */
  close: () => Promise<void>
}

const HOST = '127.0.0.1'
const DEFAULT_MAX_PACKET_BYTES = 10 * 1024 * 1024
const DEFAULT_RETENTION: RetentionPolicy = { days: 90, runs: null }

/** A platform on a migrated database, ready to listen. Several may run on one database. */
export async function createPlatform(config: PlatformConfig): Promise<Platform> {
  const log = createLog(config.logLevel ?? 'info')
  const pool = createPool(config.databaseUrl)
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection broke'))
  const applied = await migrate(pool)
  if (applied.length > 0) log.info({ applied }, 'migrations applied')
  const stopping = new AbortController()
  // Every held request listens.
  setMaxListeners(0, stopping.signal)
  const changeLog = new ChangeLog()
  const environment = await ensureEnvironment(pool, config.projectRef, config.concurrencyLimit ?? null)
  const deps: PlatformDeps = {
    pool,
    environment,
    secretKey: config.secretKey,
    accessToken: config.accessToken,
    origin: config.origin ?? `http://${HOST}`,
    changeLog,
    signals: new RunSignals(),
    laneTurns: new LaneTurns(),
    metadata: new MetadataWriter({ pool, environment, changeLog }),
    streams: new StreamHub(changeLog),
    streamRetentionDays: config.streamRetentionDays ?? 28,
    realtimeConnections: config.realtimeConnections ?? 100_000,
    maxPacketBytes: config.maxPacketBytes ?? DEFAULT_MAX_PACKET_BYTES,
    presence: new WorkerPresence(),
    log,
    stopping: stopping.signal,
  }
  await warnOfUnreadableVariables(deps)
  const app = createRouter(deps)
  const http = createAdaptorServer({ fetch: app.fetch }) as HttpServer
  const socket = attachWorkerSocket(http, deps)
  let loops: Array<{ stop: () => Promise<void> }> = []
  return {
    app,
    deps,
    listen: async (port = 0) => {
      const taken = await listen(http, port)
      deps.origin = config.origin ?? `http://${HOST}:${taken}`
      loops = [startSweeper(deps), startRetention(deps, config.retention ?? DEFAULT_RETENTION)]
      log.info({ port: taken }, 'platform listening')
      return deps.origin
    },
    close: async () => {
      stopping.abort()
      await Promise.all([...loops.map((loop) => loop.stop()), closeHttp(http, socket)])
      await pool.end()
    },
  }
}

function listen(http: HttpServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, HOST, () => {
      http.off('error', reject)
      resolve((http.address() as AddressInfo).port)
    })
  })
}

/** The socket server closes the HTTP server with it, which waits for connections that clients keep or still use. */
async function closeHttp(http: HttpServer, socket: { close: () => Promise<void> }): Promise<void> {
  const force = setTimeout(() => http.closeAllConnections(), 1_000)
  const closed = socket.close()
  http.closeIdleConnections()
  await closed
  clearTimeout(force)
}
