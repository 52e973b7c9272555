import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { LaneTurns } from '../queues/lane-turns'
import type { ChangeLog } from '../realtime/change-log'
import type { MetadataWriter } from '../runs/metadata-writer'
import type { RunSignals } from '../runs/run-signals'
import type { StreamHub } from '../streams/stream-hub'
import type { Environment } from '../workers/environment'
import type { WorkerPresence } from '../workers/worker-presence'

/** What every route module is built from. Nothing in the platform is global. */
export interface PlatformDeps {
  pool: Pool
  /** The one environment (dev) this platform serves. */
  environment: Environment
  secretKey: string
  accessToken: string
  /** Where clients reach the platform, without a trailing slash. */
  origin: string
  changeLog: ChangeLog
  signals: RunSignals
  laneTurns: LaneTurns
  metadata: MetadataWriter
  streams: StreamHub
  streamRetentionDays: number
  realtimeConnections: number
  /** The largest payload, or output, that is kept beside its run. */
  maxPacketBytes: number
  presence: WorkerPresence
  log: Logger
  /** Aborted when the platform stops: long-polls and event streams end on it. */
  stopping: AbortSignal
}
