import type { Timeline, TimelineRow } from './timeline'

export interface StepTimes {
  /** How many spans of this name stand at this place. */
  count: number
  totalMs: number
  isError: boolean
}

/** One step of either run, or of both: spans are the same step when their names are, from the root down. */
export interface ComparedStep {
  path: string
  name: string
  depth: number
  mine: StepTimes | null
  theirs: StepTimes | null
}

/** Less is the noise of any machine, at either measure. */
const SMALLEST_CHANGE_MS = 50
const SMALLEST_CHANGE_SHARE = 0.15

type Step = StepTimes & { path: string; name: string; depth: number }

/**
 * The steps of two runs side by side, in the order of the first with what only the second has where it stood. A loop of
 * a thousand equal spans is one step with a count. An open span counts up to the moment given.
 */
export function compareSteps(mine: Timeline, theirs: Timeline, nowMs: number): ComparedStep[] {
  const one = stepsOf(mine, nowMs)
  const other = stepsOf(theirs, nowMs)
  const others = new Map(other.map((step) => [step.path, step]))
  const known = new Set(one.map((step) => step.path))
  const onlyTheirs = afterKnown(other, known)
  const added = (after: string | null) => (onlyTheirs.get(after) ?? []).map((step) => toCompared(step, null, step))
  return [
    ...added(null),
    ...one.flatMap((step) => [toCompared(step, step, others.get(step.path) ?? null), ...added(step.path)]),
  ]
}

/** Whether a person should look: a step that only one run has, failed in one, or took clearly longer or shorter. */
export function isNotable({ mine, theirs }: ComparedStep): boolean {
  if (!mine || !theirs) return true
  if (mine.isError !== theirs.isError || mine.count !== theirs.count) return true
  const difference = Math.abs(mine.totalMs - theirs.totalMs)
  return (
    difference >= SMALLEST_CHANGE_MS && difference >= SMALLEST_CHANGE_SHARE * Math.max(mine.totalMs, theirs.totalMs)
  )
}

function stepsOf(timeline: Timeline, nowMs: number): Step[] {
  const steps = new Map<string, Step>()
  const paths = new Map<string, string>()
  for (const row of timeline.rows) {
    if (row.kind === 'log' || row.kind === 'engine') continue
    const path = pathOf(row, paths)
    paths.set(row.id, path)
    const spentMs = Math.max(0, (row.endMs ?? nowMs) - row.startMs)
    const step = steps.get(path)
    if (step) {
      step.count += 1
      step.totalMs += spentMs
      step.isError ||= row.isError
    } else {
      steps.set(path, { path, name: nameOf(row), depth: row.depth, count: 1, totalMs: spentMs, isError: row.isError })
    }
  }
  return [...steps.values()]
}

/** The root is the run itself, whatever its task is called. */
function pathOf(row: TimelineRow, paths: Map<string, string>): string {
  if (row.parentId === null) return 'run'
  return `${paths.get(row.parentId) ?? 'run'}\u0000${nameOf(row)}`
}

/** "Retry in 2.1 s" is another name each time, and the same step. */
const nameOf = (row: TimelineRow) =>
  row.kind === 'retry' ? 'Wait before the retry' : row.parentId === null ? 'Whole run' : row.name

/** The steps that are not known, by the last known one before them; null for those before all of them. */
function afterKnown(steps: Step[], known: Set<string>): Map<string | null, Step[]> {
  let place: Step[] = []
  const places = new Map<string | null, Step[]>([[null, place]])
  for (const step of steps) {
    if (known.has(step.path)) {
      place = []
      places.set(step.path, place)
    } else {
      place.push(step)
    }
  }
  return places
}

function toCompared({ path, name, depth }: Step, mine: Step | null, theirs: Step | null): ComparedStep {
  return { path, name, depth, mine, theirs }
}
