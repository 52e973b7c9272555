import { realpath } from 'node:fs/promises'
import { Client, DatabaseError } from 'pg'

/** `ours`: it serves this data folder. `foreign`: another server answers there. `starting`: it answers, not yet usable. */
export type ProbeAnswer = 'ours' | 'foreign' | 'starting' | 'silent'

const CANNOT_CONNECT_NOW = '57P03'

/** Asks the server at `url` which folder it serves: the only proof that it is the one we mean. */
export async function probeServer(url: string, cluster: string): Promise<ProbeAnswer> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    const served = rows[0]?.data_directory ?? ''
    return (await real(served)) === (await real(cluster)) ? 'ours' : 'foreign'
  } catch (error) {
    if (!(error instanceof DatabaseError)) return 'silent'
    return error.code === CANNOT_CONNECT_NOW ? 'starting' : 'foreign'
  } finally {
    await client.end().catch(() => {})
  }
}

async function real(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder)
}
