import 'server-only'
import { migrateDatabase } from './db/migrate'
import { env } from './env'
import { log } from './log'

/** Checks the environment and brings the database up to date; ends the process, saying why, if either fails. */
export async function prepareApp(): Promise<void> {
  try {
    await migrateDatabase(env().DATABASE_URL)
  } catch (error) {
    log.fatal({ err: error }, 'the app cannot start')
    // Next would log the error and go on serving pages that all fail.
    process.exit(1)
  }
}
