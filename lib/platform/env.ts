import { z } from 'zod'

const Env = z.object({
  PLATFORM_DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// URL'),
  PLATFORM_PORT: z.coerce.number().int().min(0).max(65_535).default(3040),
  PLATFORM_ORIGIN: z.url().optional(),
  /** Zero keeps runs for ever. */
  PLATFORM_RETENTION_DAYS: z.coerce.number().min(0).default(90),
  PLATFORM_RETENTION_RUNS: z.coerce.number().int().positive().optional(),
  PLATFORM_MAX_PACKET_MB: z.coerce.number().positive().default(10),
  PLATFORM_CONCURRENCY_LIMIT: z.coerce.number().int().positive().optional(),
  PLATFORM_REALTIME_CONNECTIONS: z.coerce.number().int().positive().optional(),
  PLATFORM_STREAM_RETENTION_DAYS: z.coerce.number().positive().optional(),
  TRIGGER_SECRET_KEY: z
    .string()
    .startsWith('tr_')
    // The SDK takes tr_<env>_sk_ keys for restricted ones and stops signing public tokens itself.
    .refine((key) => !/^tr_(dev|stg|prod|preview)_sk_/.test(key), 'must not have the shape tr_<env>_sk_…'),
  TRIGGER_ACCESS_TOKEN: z.string().startsWith('tr_pat_'),
  TRIGGER_PROJECT_REF: z.string().startsWith('proj_'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type PlatformEnv = z.infer<typeof Env>

/** Throws an error that names every bad variable, and never their values. */
export function parseEnv(source: NodeJS.ProcessEnv = process.env): PlatformEnv {
  const parsed = Env.safeParse(source)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The platform cannot start. Fix these environment variables:\n  ${problems.join('\n  ')}`)
}
