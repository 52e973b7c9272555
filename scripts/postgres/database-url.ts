import { SUPERUSER } from './init-cluster'

/** The address of one database of the embedded server. */
export function databaseUrl({ port, password }: { port: number; password: string }, database: string): string {
  return `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}
