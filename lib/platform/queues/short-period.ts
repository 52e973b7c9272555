import { z } from 'zod'

const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const MAX_PERIOD_MS = 604_800_000

/** "15m", "1h", "24h": one number and one unit, up to a week. */
export const ShortPeriod = z
  .string()
  .regex(/^[1-9]\d*[smhdw]$/, "period must be a shorthand like '15m', '1h', or '24h'")
  .refine((period) => shortPeriodMs(period) <= MAX_PERIOD_MS, 'period is too large (max 7d)')

export function shortPeriodMs(period: string): number {
  return Number(period.slice(0, -1)) * (UNIT_MS[period.slice(-1)] ?? 0)
}
