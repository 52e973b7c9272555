const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S
const DAY_S = 24 * HOUR_S

/** "just now", "12 s ago", "4 min ago", "3 h ago", "2 d ago"; "in 5 min" for the future. */
export function formatRelativeTime(date: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - date.getTime()) / 1_000)
  if (!Number.isFinite(seconds)) return '—'
  const distance = describe(Math.abs(seconds))
  // Clocks of two machines differ a little: a second or two in the future is still "now".
  if (distance === null || (seconds < 0 && seconds > -3)) return 'just now'
  return seconds < 0 ? `in ${distance}` : `${distance} ago`
}

function describe(seconds: number): string | null {
  if (seconds < 2) return null
  if (seconds < MINUTE_S) return `${seconds} s`
  if (seconds < HOUR_S) return `${Math.floor(seconds / MINUTE_S)} min`
  if (seconds < DAY_S) return `${Math.floor(seconds / HOUR_S)} h`
  return `${Math.floor(seconds / DAY_S)} d`
}
