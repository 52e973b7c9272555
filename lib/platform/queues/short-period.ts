import { z } from 'zod'
import { parseDurationMs } from '../runs/parse-time'

const MAX_PERIOD_MS = 604_800_000

/** "15m", "1h", "24h": one number and one unit, up to a week. */
export const ShortPeriod = z
  .string()
  .regex(/^[1-9]\d*[smhdw]$/, "period must be a shorthand like '15m', '1h', or '24h'")
  .refine((period) => shortPeriodMs(period) <= MAX_PERIOD_MS, 'period is too large (max 7d)')

/** What is too long to be read is also too long a period. */
export function shortPeriodMs(period: string): number {
  return parseDurationMs(period) ?? Number.POSITIVE_INFINITY
}
