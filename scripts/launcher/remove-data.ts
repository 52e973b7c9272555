import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { ExpectedProblem } from '../expected-problem'
import { systemPlaceOf } from '../postgres/choose-places'
import { findRunning } from '../postgres/find-running'
import { resolveBinaries } from '../postgres/resolve-binaries'
import { lockInstance } from './instance-lock'
import { PROJECT_ROOT } from './project-root'
import { loadSecrets } from './secrets'

/** Whether there is anything of ours to remove. */
export function hasData(dataDir: string): boolean {
  return existsSync(path.join(dataDir, 'secrets.json')) || existsSync(systemPlaceOf(dataDir))
}

/** Removes the data folder and what root keeps elsewhere for it. Refuses while anything uses it. */
export async function removeData(dataDir: string): Promise<void> {
  if (`${PROJECT_ROOT}/`.startsWith(`${dataDir}/`)) {
    throw new ExpectedProblem(`${dataDir} holds more than Signalbox's data; nothing was removed.`)
  }
  const result = await lockInstance(dataDir, { address: 'npm run reset', platformPort: null })
  if ('heldBy' in result) {
    throw new ExpectedProblem(`Signalbox runs on the data in ${dataDir} (process ${result.heldBy.pid}). Stop it first.`)
  }
  try {
    await refuseLiveDatabase(dataDir)
    await rm(systemPlaceOf(dataDir), { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  } finally {
    await result.lock.release()
  }
}

async function refuseLiveDatabase(dataDir: string): Promise<void> {
  const { major } = await resolveBinaries()
  const { postgresPassword } = await loadSecrets(dataDir)
  for (const base of [dataDir, systemPlaceOf(dataDir)]) {
    const running = await findRunning(path.join(base, `pg${major}`), postgresPassword)
    if (running) throw new ExpectedProblem(`A database still runs on the data in ${dataDir} (process ${running.pid}).`)
  }
}
