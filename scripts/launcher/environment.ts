import { ExpectedProblem } from '../expected-problem'
import type { Secrets } from './secrets'

type Environment = Record<string, string | undefined>

/** What is going to run, and where. Addresses that are null are those of the embedded Postgres. */
export interface Plan {
  /** Where the app answers on this machine. */
  address: string
  /** Where people reach it: differs from `address` behind a proxy. */
  appUrl: string
  port: number
  appDatabase: string | null
  authSecret: string
  firstRunToken: string
  trigger: { apiUrl: string; secretKey: string; accessToken: string | null; projectRef: string | null }
  /** Null in front of a real Trigger.dev: then neither platform nor worker is ours to run. */
  platform: { port: number; database: string | null } | null
}

const CLOUD = 'https://api.trigger.dev'
const DEFAULT_PORT = 3000
const DEFAULT_PLATFORM_PORT = 3040

/** Reads the environment of the launcher. Throws one message that names every variable that cannot be used. */
export function planEnvironment(given: Environment, secrets: Secrets): Plan {
  const source = withoutOwnValues(given, secrets)
  const read = new Reader(source)
  const port = read.port('PORT', DEFAULT_PORT)
  const address = `http://127.0.0.1:${port}`
  const shared = {
    address,
    port,
    appUrl: read.url('APP_URL', /^https?:$/) ?? address,
    appDatabase: read.url('DATABASE_URL', /^postgres(ql)?:$/),
    authSecret: read.text('AUTH_SECRET', /^.{32,}$/s, 'must have at least 32 characters') ?? secrets.authSecret,
    firstRunToken:
      read.text('FIRST_RUN_TOKEN', /^[\w-]{20,}$/, 'must have at least 20 letters, digits, - or _') ??
      secrets.firstRunToken,
  }
  const plan = source.TRIGGER_SECRET_KEY ? planExternal(shared, read) : planEmbedded(shared, read, secrets)
  read.throwProblems()
  return plan
}

type Shared = Omit<Plan, 'trigger' | 'platform'>

function planExternal(shared: Shared, read: Reader): Plan {
  return {
    ...shared,
    platform: null,
    trigger: {
      apiUrl: read.url('TRIGGER_API_URL', /^https?:$/) ?? CLOUD,
      secretKey: read.text('TRIGGER_SECRET_KEY', /^tr_\w+$/, 'must be a secret key (tr_…)') ?? '',
      accessToken: read.text('TRIGGER_ACCESS_TOKEN', /^tr_pat_\w+$/, 'must be a personal access token (tr_pat_…)'),
      projectRef: read.text('TRIGGER_PROJECT_REF', /^proj_\w+$/, 'must be a project reference (proj_…)'),
    },
  }
}

function planEmbedded(shared: Shared, read: Reader, secrets: Secrets): Plan {
  if (read.has('TRIGGER_API_URL')) {
    read.reject('TRIGGER_API_URL', 'is set but TRIGGER_SECRET_KEY is not: set both, or neither for the local platform')
  }
  const port = read.port('PLATFORM_PORT', DEFAULT_PLATFORM_PORT)
  if (port === shared.port) read.reject('PLATFORM_PORT', `must differ from PORT (${port})`)
  const ownDatabase = read.url('PLATFORM_DATABASE_URL', /^postgres(ql)?:$/)
  return {
    ...shared,
    platform: { port, database: ownDatabase ?? platformDatabaseBeside(shared.appDatabase) },
    trigger: {
      apiUrl: `http://127.0.0.1:${port}`,
      secretKey: secrets.secretKey,
      accessToken: secrets.accessToken,
      projectRef: secrets.projectRef,
    },
  }
}

/** The platform never shares a database with the app: on a server that was given it gets one beside the app's. */
function platformDatabaseBeside(appDatabase: string | null): string | null {
  if (!appDatabase || !URL.canParse(appDatabase)) return null
  const url = new URL(appDatabase)
  url.pathname = `${url.pathname === '/' ? '/signalbox' : url.pathname}_trigger`
  return url.href
}

const OWN_TRIGGER_NAMES = ['TRIGGER_API_URL', 'TRIGGER_SECRET_KEY', 'TRIGGER_ACCESS_TOKEN', 'TRIGGER_PROJECT_REF']

/**
 * `eval "$(npm run -s env)"` leaves the addresses of our own processes in the shell. A start from that shell means the
 * local platform as before, and not a foreign one that happens to live at our own address.
 */
function withoutOwnValues(given: Environment, secrets: Secrets): Environment {
  const source = { ...given }
  if (source.TRIGGER_SECRET_KEY === secrets.secretKey) for (const name of OWN_TRIGGER_NAMES) delete source[name]
  if (source.DATABASE_URL?.includes(secrets.postgresPassword)) delete source.DATABASE_URL
  return source
}

class Reader {
  readonly #problems: string[] = []

  constructor(readonly source: Environment) {}

  /** An empty variable is what a shell leaves behind for an unset one. */
  has(name: string): boolean {
    return Boolean(this.source[name])
  }

  text(name: string, shape: RegExp, expectation: string): string | null {
    const value = this.source[name] || null
    if (value !== null && !shape.test(value)) this.reject(name, expectation)
    return value
  }

  url(name: string, protocol: RegExp): string | null {
    const value = this.source[name] || null
    if (value === null) return null
    const parsed = URL.canParse(value) ? new URL(value) : null
    if (!parsed || !protocol.test(parsed.protocol)) {
      this.reject(name, protocol.test('https:') ? 'must be an http:// or https:// URL' : 'must be a postgres:// URL')
    }
    return value
  }

  port(name: string, fallback: number): number {
    const value = this.source[name]
    if (!value) return fallback
    const port = /^\d{1,5}$/.test(value) ? Number(value) : 0
    if (port < 1 || port > 65_535) this.reject(name, 'must be a port number from 1 to 65535')
    return port
  }

  /** Never shows the value: it may be a secret. */
  reject(name: string, problem: string): void {
    this.#problems.push(`  ${name} ${problem}`)
  }

  throwProblems(): void {
    if (this.#problems.length === 0) return
    throw new ExpectedProblem(`These environment variables cannot be used:\n${this.#problems.join('\n')}`)
  }
}
