const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const UNIT_WORDS: Record<string, string> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' }
const PERIOD = /^([1-9]\d{0,3})([smhdw])$/

/** "24h" in milliseconds; null for anything that is not a period. */
export function parsePeriodMs(period: string): number | null {
  const [, amount, unit] = PERIOD.exec(period) ?? []
  if (amount === undefined || unit === undefined) return null
  return Number(amount) * (UNIT_MS[unit] ?? 0)
}

/** "24h" → "Last 24 hours". */
export function formatPeriod(period: string): string {
  const [, amount, unit] = PERIOD.exec(period) ?? []
  if (amount === undefined || unit === undefined) return period
  return amount === '1' ? `Last ${UNIT_WORDS[unit]}` : `Last ${amount} ${UNIT_WORDS[unit]}s`
}
