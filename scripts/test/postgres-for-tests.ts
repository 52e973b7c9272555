import type { TestProject } from 'vitest/node'
import { startThrowawayPostgres } from '../postgres/start-throwaway-postgres'

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's address of the maintenance database; each test file makes its own database there. */
    postgresUrl: string
  }
}

let stop: (() => Promise<void>) | undefined

export async function setup(project: TestProject): Promise<void> {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    project.provide('postgresUrl', given)
    return
  }
  const postgres = await startThrowawayPostgres()
  stop = postgres.stop
  project.provide('postgresUrl', postgres.adminUrl)
}

export async function teardown(): Promise<void> {
  await stop?.()
}
