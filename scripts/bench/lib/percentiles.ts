/** Nearest-rank percentiles in the unit of the samples, rounded to a tenth. */
export function percentiles(samples: readonly number[]) {
  const sorted = [...samples].sort((one, other) => one - other)
  const at = (share: number) => {
    const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]
    return value === undefined ? null : Math.round(value * 10) / 10
  }
  return { samples: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}
