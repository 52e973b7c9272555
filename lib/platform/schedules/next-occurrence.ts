import { Cron } from 'croner'

export interface Calendar {
  cron: string
  timezone: string
}

/**
 * The first time of the calendar after the given one, to the minute; null when there is none.
 * A time of day that daylight saving skips counts as the first minute after the gap, one that it repeats counts once.
 * Expressions with a wildcard or a step in minute or hour follow the clock instead: they leave the gap out and run in
 * both repeated hours.
 */
export function nextOccurrence(calendar: Calendar, after: Date): Date | null {
  return cronOf(calendar).nextRun(after)
}

/** The next `count` times of the calendar, the earliest first. */
export function nextOccurrences(calendar: Calendar, after: Date, count: number): Date[] {
  return cronOf(calendar).nextRuns(count, after)
}

function cronOf({ cron, timezone }: Calendar): Cron {
  return new Cron(cron, { timezone, mode: '5-part', sloppyRanges: true, fixedTimeRule: 'no-wildcard' })
}
