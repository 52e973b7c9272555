import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_EVERY_MS = 400

/** File → what tells its content apart from another. A missing file has a state too: it may come to be. */
export type SourceStates = ReadonlyMap<string, string>

export async function sourceStates(projectDirectory: string, files: string[]): Promise<SourceStates> {
  const states = files.map(async (file): Promise<[string, string]> => {
    const found = await stat(join(projectDirectory, file)).catch(() => null)
    return [file, found ? `${found.mtimeMs} ${found.size}` : 'missing']
  })
  return new Map(await Promise.all(states))
}

export function sameStates(a: SourceStates, b: SourceStates): boolean {
  return a.size === b.size && [...a].every(([file, state]) => b.get(file) === state)
}

/**
 * What to compare the next look with after a build. A file that changed or came to be while it was being built must
 * count as changed; files that the build found to belong to the sources (`inputs`) are new to the list, not changed.
 */
export function statesAfterBuild(before: SourceStates, after: SourceStates, inputs: readonly string[]): SourceStates {
  const built = new Set(inputs)
  const known = [...after].flatMap(([file, state]): [string, string][] => {
    const seen = before.get(file) ?? (built.has(file) ? state : undefined)
    return seen === undefined ? [] : [[file, seen]]
  })
  return new Map(known)
}

/**
 * Resolves once the sources differ from `last` and have been still for one look; null when the signal ended the wait.
 * Polling, not fs.watch: it sees changes in containers and network folders, and misses nothing that editors do by renaming.
 */
export async function nextChange(
  look: () => Promise<SourceStates>,
  last: SourceStates,
  signal: AbortSignal,
): Promise<SourceStates | null> {
  for (let previous = last; ; ) {
    const slept = await sleep(LOOK_EVERY_MS, true, { signal }).catch(() => false)
    if (!slept) return null
    const now = await look()
    if (!sameStates(now, last) && sameStates(now, previous)) return now
    previous = now
  }
}
