import { mkdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { ExpectedProblem } from '../expected-problem'
import { PROJECT_ROOT } from './project-root'

type Environment = Record<string, string | undefined>

/** Where the data is, absolute; it may not exist yet. */
export function dataDirOf(environment: Environment): string {
  return path.resolve(PROJECT_ROOT, environment.SIGNALBOX_DATA_DIR || '.signalbox')
}

/** Makes the data folder, closed to other users, and returns its one true path: locks and places are named after it. */
export async function openDataDir(environment: Environment): Promise<string> {
  const dataDir = dataDirOf(environment)
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    return await realpath(dataDir)
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new ExpectedProblem(
      `The data folder ${dataDir} cannot be made (${reason}). Choose another with SIGNALBOX_DATA_DIR.`,
      { cause },
    )
  }
}
