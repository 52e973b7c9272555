import { Client, DatabaseError } from 'pg'
import { ExpectedProblem } from '../expected-problem'
import { ensureDatabases } from '../postgres/ensure-databases'
import { waitUntil } from '../processes/wait-until'

const NO_SUCH_DATABASE = '3D000'
/** A server that is started together with us (compose, for example) may need a moment. */
const PATIENCE_MS = 15_000

/** Makes sure that the database of a server that is not ours exists; says by the variable's name what is wrong. */
export async function ensureGivenDatabase(variable: string, url: string, signal: AbortSignal): Promise<void> {
  let problem = await connectionProblem(url)
  await waitUntil(
    async () => {
      if (problem && !(problem instanceof DatabaseError)) problem = await connectionProblem(url)
      return problem === null || problem instanceof DatabaseError
    },
    { timeoutMs: PATIENCE_MS, everyMs: 500, signal },
  )
  if (problem instanceof DatabaseError && problem.code === NO_SUCH_DATABASE) problem = await createProblem(url)
  if (problem) throw new ExpectedProblem(`The database of ${variable} cannot be used: ${problem.message}`)
}

async function connectionProblem(url: string): Promise<Error | null> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return null
  } catch (error) {
    return describe(error)
  } finally {
    await client.end().catch(() => {})
  }
}

async function createProblem(url: string): Promise<Error | null> {
  const maintenance = new URL(url)
  const name = decodeURIComponent(maintenance.pathname.slice(1))
  maintenance.pathname = '/postgres'
  try {
    await ensureDatabases(maintenance.href, [name])
    return null
  } catch (error) {
    return new Error(`"${name}" does not exist and could not be made (${describe(error).message})`)
  }
}

/** A refused connection to a name with several addresses comes as a group of errors without a message. */
function describe(error: unknown): Error {
  if (error instanceof AggregateError) return error.errors[0] as Error
  return error as Error
}
