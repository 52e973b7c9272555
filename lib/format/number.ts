const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** 12345 → "12,345"; a value that is no number reads as "—", never as 0. */
export function formatNumber(value: number | null | undefined): string {
  return value === null || value === undefined || !Number.isFinite(value) ? '—' : plain.format(value)
}

/** "1 run", "3 runs". */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`
}
