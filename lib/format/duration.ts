const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * "0.4 s", "12.4 s", "1 m 52 s", "2 h 05 m", "3 d 4 h". Whole seconds for a duration that still ticks, so that
 * the text does not jitter between two updates.
 */
export function formatDuration(ms: number | null | undefined, options: { ticking?: boolean } = {}): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return '—'
  const safe = Math.max(0, ms)
  if (options.ticking) return formatWhole(Math.floor(safe / SECOND) * SECOND)
  if (safe < 100) return `${Math.round(safe)} ms`
  if (safe < MINUTE - 50) return `${(safe / SECOND).toFixed(1)} s`
  return formatWhole(Math.round(safe / SECOND) * SECOND)
}

function formatWhole(ms: number): string {
  if (ms < MINUTE) return `${ms / SECOND} s`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} m ${twoDigits((ms % MINUTE) / SECOND)} s`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ${twoDigits((ms % HOUR) / MINUTE)} m`
  return `${Math.floor(ms / DAY)} d ${Math.floor((ms % DAY) / HOUR)} h`
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0')
}
