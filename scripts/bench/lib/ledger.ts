import { readFileSync } from 'node:fs'

interface Line {
  run: string
  attempt: number
  pid: number
  at: number
  what: string
}

/** What the tasks wrote down while they ran; a line cut off by a kill does not count. */
export function readLedger(file: string): Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Line]
      } catch {
        return []
      }
    })
}

/** Runs of which two attempts gave signs of work in the same stretch of time. */
export function executedTwiceAtOnce(lines: readonly Line[]): string[] {
  const attempts = new Map<string, { run: string; from: number; to: number }>()
  for (const { run, attempt, pid, at } of lines) {
    const key = `${run} ${attempt} ${pid}`
    const known = attempts.get(key)
    attempts.set(key, { run, from: Math.min(known?.from ?? at, at), to: Math.max(known?.to ?? at, at) })
  }
  const byRun = new Map<string, { from: number; to: number }[]>()
  for (const { run, ...stretch } of attempts.values()) byRun.set(run, [...(byRun.get(run) ?? []), stretch])
  return [...byRun].flatMap(([run, stretches]) => {
    const sorted = stretches.sort((one, other) => one.from - other.from)
    return sorted.some((stretch, index) => index > 0 && stretch.from < (sorted[index - 1]?.to ?? 0)) ? [run] : []
  })
}

/** Times of the calendar for which more than one run was made. */
export function firedTwice(lines: readonly Line[]): string[] {
  const runsByTick = new Map<string, Set<string>>()
  for (const { run, what } of lines) {
    if (what.startsWith('tick ')) runsByTick.set(what, (runsByTick.get(what) ?? new Set()).add(run))
  }
  return [...runsByTick].filter(([, runs]) => runs.size > 1).map(([tick]) => tick)
}
