import { chmod, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { SYSTEM_FOLDER } from './choose-places'
import { isReachable, type RunAs } from './is-reachable'
import type { Binaries } from './resolve-binaries'

/** One file of each folder that the server reads. */
const PROBES = ['bin/postgres', 'lib', 'share/postgresql/postgres.bki', 'share/postgresql/timezonesets/Default']

/** The binaries themselves when `runAs` can use them, else a copy (59 MB, once per version) where it can. */
export async function reachableBinaries(binaries: Binaries, runAs: RunAs | undefined): Promise<Binaries> {
  if (!runAs || (await allReachable(binaries.native, runAs))) return binaries
  const copy = path.join(SYSTEM_FOLDER, `postgres-${binaries.version}`, 'native')
  if (!(await allReachable(copy, runAs))) await copyForEverybody(binaries.native, copy)
  return { ...binaries, native: copy }
}

async function allReachable(native: string, runAs: RunAs): Promise<boolean> {
  for (const probe of PROBES) {
    if (!(await isReachable(path.join(native, probe), runAs))) return false
  }
  return true
}

async function copyForEverybody(from: string, to: string): Promise<void> {
  const parent = path.dirname(to)
  const unfinished = `${parent}.tmp-${process.pid}`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(SYSTEM_FOLDER, { recursive: true, mode: 0o755 })
  await cp(from, path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
  await openToEverybody(unfinished)
  await rename(unfinished, parent).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true, force: true })
    // Another start made the same copy first.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
}

async function openToEverybody(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) await openToEverybody(file)
    else if (entry.isFile()) await chmod(file, (await stat(file)).mode & 0o111 ? 0o755 : 0o644)
  }
}
