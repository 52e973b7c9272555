import { createHash } from 'node:crypto'
import { chmod, mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { isReachable, type RunAs } from './is-reachable'

export interface Places {
  /** Holds the cluster and everything that belongs to it. */
  base: string
  cluster: string
  /** Postgres refuses to run as root: the user that owns and runs the cluster then. */
  runAs?: RunAs
}

export const SYSTEM_FOLDER = '/var/lib/signalbox'

/** `nobody`, by number: the name is missing on small systems, and no user has to be made on the machine. */
const NOBODY: RunAs = { uid: 65534, gid: 65534 }

/** Where root keeps the cluster of a data folder that `nobody` cannot reach (below /root, for example). */
export function systemPlaceOf(dataDir: string): string {
  return path.join(SYSTEM_FOLDER, createHash('sha256').update(dataDir).digest('hex').slice(0, 16))
}

/** Decides where the cluster lives and who runs it. The major version is in the path: a new one never opens old files. */
export async function choosePlaces(dataDir: string, major: string): Promise<Places> {
  const folder = `pg${major}`
  const usual = path.join(dataDir, folder)
  if (process.getuid?.() !== 0) return { base: dataDir, cluster: usual }

  const system = systemPlaceOf(dataDir)
  if ((await ownerOf(path.join(system, folder))) !== null) return openPlace(system, folder, NOBODY)
  const owner = await ownerOf(usual)
  if (owner && owner.uid !== 0) return openPlace(dataDir, folder, owner)
  if (await isReachable(path.dirname(dataDir), NOBODY)) return openPlace(dataDir, folder, NOBODY)
  return openPlace(system, folder, NOBODY)
}

async function openPlace(base: string, folder: string, runAs: RunAs): Promise<Places> {
  await mkdir(base, { recursive: true, mode: 0o711 })
  // Others may pass through to what they own, and list nothing.
  if (!(await isReachable(base, runAs))) await chmod(base, 0o711)
  return { base, cluster: path.join(base, folder), runAs }
}

async function ownerOf(folder: string): Promise<RunAs | null> {
  return stat(folder).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => null,
  )
}
