import type { HourOfRuns } from '@/lib/overview/overview'

export type LabelledHour = HourOfRuns & { label: string }

type Outcome = { key: keyof Omit<HourOfRuns, 'start'>; label: string; color: string }

/** In the order they are stacked, from the axis up. */
export const OUTCOMES: readonly Outcome[] = [
  { key: 'completed', label: 'Completed', color: 'var(--good)' },
  { key: 'failed', label: 'Failed', color: 'var(--bad)' },
  { key: 'stopped', label: 'Canceled or expired', color: 'var(--neutral)' },
  { key: 'open', label: 'Not finished yet', color: 'var(--busy)' },
]
