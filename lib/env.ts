import 'server-only'
import { z } from 'zod'

/** An empty variable is what a shell leaves behind for an unset one. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' })

const Env = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://'),
  TRIGGER_API_URL: httpUrl,
  TRIGGER_SECRET_KEY: z.string().regex(/^tr_\w+/, 'must be a Trigger.dev secret key (tr_…)'),
  TRIGGER_ACCESS_TOKEN: optional(z.string().regex(/^tr_pat_\w+/, 'must be a personal access token (tr_pat_…)')),
  TRIGGER_PROJECT_REF: optional(z.string().regex(/^proj_\w+/, 'must be a project reference (proj_…)')),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
  APP_URL: httpUrl,
  FIRST_RUN_TOKEN: optional(z.string().min(20, 'must have at least 20 characters')),
})

export type Env = z.infer<typeof Env>

/** Names the variables that are wrong, never their values: they are secrets. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = Env.safeParse(source)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0])
    return `  ${name} ${source[name] ? issue.message : 'is missing'}`
  })
  throw new Error(`The environment of the app is not usable:\n${problems.join('\n')}`)
}

let parsedEnv: Env | undefined

/** Parsed on first use and not on import, because `next build` imports every module without this environment. */
export function env(): Env {
  parsedEnv ??= parseEnv(process.env)
  return parsedEnv
}
