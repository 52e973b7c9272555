import { parseEnv } from './env'
import { createPlatform } from './server'

const env = parseEnv()

const platform = await createPlatform({
  databaseUrl: env.PLATFORM_DATABASE_URL,
  secretKey: env.TRIGGER_SECRET_KEY,
  accessToken: env.TRIGGER_ACCESS_TOKEN,
  projectRef: env.TRIGGER_PROJECT_REF,
  logLevel: env.LOG_LEVEL,
  retention: { days: env.PLATFORM_RETENTION_DAYS || null, runs: env.PLATFORM_RETENTION_RUNS ?? null },
  maxPacketBytes: env.PLATFORM_MAX_PACKET_MB * 1024 * 1024,
  ...(env.PLATFORM_CONCURRENCY_LIMIT && { concurrencyLimit: env.PLATFORM_CONCURRENCY_LIMIT }),
  ...(env.PLATFORM_REALTIME_CONNECTIONS && { realtimeConnections: env.PLATFORM_REALTIME_CONNECTIONS }),
  ...(env.PLATFORM_STREAM_RETENTION_DAYS && { streamRetentionDays: env.PLATFORM_STREAM_RETENTION_DAYS }),
  ...(env.PLATFORM_ORIGIN && { origin: env.PLATFORM_ORIGIN.replace(/\/$/, '') }),
})

let stopping = false
function stop(): void {
  if (stopping) return
  stopping = true
  platform.close().then(
    () => process.exit(0),
    () => process.exit(1),
  )
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)

await platform.listen(env.PLATFORM_PORT)
