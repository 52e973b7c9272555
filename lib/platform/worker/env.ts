import { mkdirSync, realpathSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'

const required = (name: string) => z.string({ error: `${name} is missing` }).min(1, `${name} is empty`)

const Env = z.object({
  TRIGGER_API_URL: z.url({ protocol: /^https?$/, error: 'TRIGGER_API_URL must be an http(s) address' }),
  TRIGGER_SECRET_KEY: required('TRIGGER_SECRET_KEY'),
  TRIGGER_PROJECT_REF: required('TRIGGER_PROJECT_REF'),
  SIGNALBOX_DATA_DIR: required('SIGNALBOX_DATA_DIR').refine(isAbsolute, 'SIGNALBOX_DATA_DIR must be an absolute path'),
  WORKER_THREADS: z.coerce.number().int().min(1).max(64).default(2),
  WORKER_MAX_THREADS: z.coerce.number().int().min(1).max(256).default(25),
  WORKER_WATCH: z.enum(['0', '1']).default('0'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
})

export interface WorkerSettings {
  apiUrl: string
  secretKey: string
  projectRef: string
  projectDirectory: string
  dataDirectory: string
  /** Runs that execute at the same time. */
  slots: number
  /** Threads there may be in all, waiting runs included. */
  maxThreads: number
  watch: boolean
  logLevel: string
  /** What tasks see as process.env before the platform's own variables are added. */
  taskEnvironment: Record<string, string>
}

/** Real paths, because source maps and module resolution compare them with what Node resolved. */
export function readWorkerSettings(source: NodeJS.ProcessEnv = process.env): WorkerSettings {
  const parsed = Env.safeParse(source)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The worker cannot start.\n${problems.join('\n')}`)
  }
  const env = parsed.data
  const apiUrl = env.TRIGGER_API_URL.replace(/\/+$/, '')
  const dataDirectory = join(env.SIGNALBOX_DATA_DIR, 'worker')
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
  return {
    apiUrl,
    secretKey: env.TRIGGER_SECRET_KEY,
    projectRef: env.TRIGGER_PROJECT_REF,
    projectDirectory: realpathSync(process.cwd()),
    dataDirectory: realpathSync(dataDirectory),
    slots: env.WORKER_THREADS,
    maxThreads: Math.max(env.WORKER_MAX_THREADS, env.WORKER_THREADS),
    watch: env.WORKER_WATCH === '1',
    logLevel: env.LOG_LEVEL,
    taskEnvironment: taskEnvironment(source, apiUrl),
  }
}

/** Unbatched telemetry costs one request per span and log line, so batching is on unless somebody decided otherwise. */
function taskEnvironment(source: NodeJS.ProcessEnv, apiUrl: string): Record<string, string> {
  const given = Object.fromEntries(Object.entries(source).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])))
  return {
    TRIGGER_OTEL_EXPORTER_OTLP_ENDPOINT: `${apiUrl}/otel`,
    TRIGGER_OTEL_BATCH_PROCESSING_ENABLED: '1',
    TRIGGER_OTEL_SPAN_SCHEDULED_DELAY_MILLIS: '200',
    TRIGGER_OTEL_LOG_SCHEDULED_DELAY_MILLIS: '200',
    OTEL_EXPORTER_OTLP_COMPRESSION: 'none',
    TRIGGER_STREAM_URL: apiUrl,
    ...given,
    TRIGGER_API_URL: apiUrl,
  }
}
