const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, y: 31_557_600 }
type Unit = keyof typeof SECONDS

/** The spellings that the SDK's signing library reads too: '15m', '2 hours', '3 days from now' … */
const DURATION =
  /^([+-])? ?(\d+(?:\.\d+)?) ?(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)(?: (ago|from now))?$/i

/** When a token ends, in seconds since 1970: a number is that already, a text a duration. Null when it is unreadable. */
export function tokenExpiry(expirationTime: string | number, now: Date): number | null {
  if (typeof expirationTime === 'number') return expirationTime
  const [, sign, amount = '', unit = '', direction] = DURATION.exec(expirationTime) ?? []
  if (unit === '' || (sign && direction)) return null
  const seconds = Math.round(Number(amount) * SECONDS[unit.charAt(0).toLowerCase() as Unit])
  const isPast = sign === '-' || direction?.toLowerCase() === 'ago'
  return Math.floor(now.getTime() / 1000) + (isPast ? -seconds : seconds)
}
