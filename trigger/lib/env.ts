import { resolve } from 'node:path'
import { z } from 'zod'

/** An empty variable is what a shell leaves behind for an unset one. */
const emptyIsMissing = (value: unknown) => (value === '' ? undefined : value)

const TaskEnv = z.object({
  DATABASE_URL: z.preprocess(
    emptyIsMissing,
    z.string('is missing').regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://'),
  ),
  /** Without it mail goes to files in the data folder. */
  SMTP_URL: z.preprocess(
    emptyIsMissing,
    z
      .string()
      .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
      .optional(),
  ),
  MAIL_FROM: z.preprocess(emptyIsMissing, z.string().default('Signalbox <signalbox@localhost>')),
  SIGNALBOX_DATA_DIR: z.preprocess(emptyIsMissing, z.string().default('.signalbox')).transform((path) => resolve(path)),
})

export type TaskEnv = z.infer<typeof TaskEnv>

/** Names the variables that are wrong, never their values: they are secrets. */
export function parseTaskEnv(source: Record<string, string | undefined>): TaskEnv {
  const parsed = TaskEnv.safeParse(source)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`)
  throw new Error(`The environment of the tasks is not usable: ${problems.join('; ')}`)
}

let parsedEnv: TaskEnv | undefined

/** Parsed on first use and not on import: a deployment reads the task files on a machine without this environment. */
export function env(): TaskEnv {
  parsedEnv ??= parseTaskEnv(process.env)
  return parsedEnv
}
