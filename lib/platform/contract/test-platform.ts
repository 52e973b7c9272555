import { randomBytes } from 'node:crypto'
import { configure } from '@trigger.dev/sdk'
import pg from 'pg'
import { createPlatform, type Platform, type PlatformConfig } from '../server'

export const SECRET_KEY = `tr_dev_${'0123456789'.repeat(4)}`
export const ACCESS_TOKEN = `tr_pat_${'abcdefghij'.repeat(4)}`
export const PROJECT_REF = 'proj_contracttests'

type TestConfig = Partial<Omit<PlatformConfig, 'databaseUrl'>>

/** A platform on a database of its own, with the official SDK of this process pointed at it. */
export class TestPlatform {
  readonly databaseUrl: string
  readonly #adminUrl: string
  readonly #config: TestConfig
  readonly #database: string
  #platform: Platform | undefined
  #origin = ''

  private constructor(adminUrl: string, config: TestConfig) {
    this.#adminUrl = adminUrl
    this.#config = config
    this.#database = `a_contract_${randomBytes(6).toString('hex')}`
    const url = new URL(adminUrl)
    url.pathname = `/${this.#database}`
    this.databaseUrl = url.toString()
  }

  static async start(adminUrl: string, config: TestConfig = {}): Promise<TestPlatform> {
    const test = new TestPlatform(adminUrl, config)
    await test.#admin(`create database ${test.#database}`)
    await test.boot()
    return test
  }

  get platform(): Platform {
    if (!this.#platform) throw new Error('The platform is down')
    return this.#platform
  }

  get origin(): string {
    return this.#origin
  }

  /** Brings the platform up, on the port it had before if it was up already. */
  async boot(config: TestConfig = {}): Promise<void> {
    this.#platform = await createPlatform({
      databaseUrl: this.databaseUrl,
      secretKey: SECRET_KEY,
      accessToken: ACCESS_TOKEN,
      projectRef: PROJECT_REF,
      logLevel: 'error',
      ...this.#config,
      ...config,
    })
    this.#origin = await this.#platform.listen(this.#origin ? Number(new URL(this.#origin).port) : 0)
    configure({ baseURL: this.#origin, accessToken: SECRET_KEY })
  }

  async shutDown(): Promise<void> {
    await this.#platform?.close()
    this.#platform = undefined
  }

  async restart(): Promise<void> {
    await this.shutDown()
    await this.boot()
  }

  /** A call past the SDK: to see status and body as they are. */
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${this.#origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${SECRET_KEY}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null }
  }

  query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<pg.QueryResult<T>> {
    return this.platform.deps.pool.query<T>(text, values)
  }

  /** Changes the database while the platform is down. */
  async offline(statement: string): Promise<void> {
    await runOnce(this.databaseUrl, statement)
  }

  /** Drops the database; called when a file's tests are over. */
  async end(): Promise<void> {
    await this.shutDown()
    await this.#admin(`drop database ${this.#database} with (force)`)
  }

  #admin(statement: string): Promise<void> {
    return runOnce(this.#adminUrl, statement)
  }
}

async function runOnce(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
