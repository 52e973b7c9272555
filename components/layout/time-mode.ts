export const TIME_MODES = ['relative', 'local', 'utc'] as const
export type TimeMode = (typeof TIME_MODES)[number]

export const parseTimeMode = (value: string | undefined): TimeMode =>
  TIME_MODES.find((mode) => mode === value) ?? 'relative'
