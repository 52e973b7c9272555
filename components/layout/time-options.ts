import type { TimeMode } from './time-mode'

export const TIME_OPTIONS = [
  { value: 'relative', label: 'Relative' },
  { value: 'local', label: 'Local' },
  { value: 'utc', label: 'UTC' },
] as const satisfies readonly { value: TimeMode; label: string }[]
