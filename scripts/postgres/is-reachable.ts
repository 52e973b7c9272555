import { stat } from 'node:fs/promises'
import path from 'node:path'

export interface RunAs {
  uid: number
  gid: number
}

const READ = 4
const SEARCH = 1

/** Whether that user can read the file, or enter the folder: every folder on the way must let it through. */
export async function isReachable(target: string, user: RunAs): Promise<boolean> {
  const parts = path.resolve(target).split(path.sep).filter(Boolean)
  let at: string = path.sep
  if (!(await allows(at, user))) return false
  for (const part of parts) {
    at = path.join(at, part)
    if (!(await allows(at, user))) return false
  }
  return true
}

async function allows(file: string, { uid, gid }: RunAs): Promise<boolean> {
  const stats = await stat(file).catch(() => null)
  if (!stats) return false
  const shift = stats.uid === uid ? 6 : stats.gid === gid ? 3 : 0
  const wanted = stats.isDirectory() ? SEARCH : READ
  return ((stats.mode >> shift) & wanted) === wanted
}
