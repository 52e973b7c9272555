import { formatNumber } from '@/lib/format/number'

export interface RunProgress {
  /** 0 to 1; null when the task tells nothing that could be drawn as a share. */
  fraction: number | null
  label: string | null
}

const LABEL_LIMIT = 120

/**
 * Reads what tasks write into their metadata: `progress` as 0–1 or 0–100 (also inside `status`), `stage` or
 * `status.label`, and counts as `done`/`completed`/`processed`/`current` of `total` with an optional `unit`.
 * A value of exactly 1 means finished, because a share is the documented form.
 */
export function progressOf(metadata: unknown): RunProgress {
  if (!isRecord(metadata)) return { fraction: null, label: null }
  const status = isRecord(metadata.status) ? metadata.status : {}
  const progress = isRecord(metadata.progress) ? metadata.progress : {}
  const counts = countsOf(progress) ?? countsOf(metadata) ?? countsOf(status)
  const share = shareOf(metadata.progress) ?? shareOf(progress.value) ?? percentOf(progress.percent)
  const fraction = share ?? shareOf(status.progress) ?? percentOf(metadata.percent) ?? counts?.fraction ?? null
  const stage = [metadata.stage, status.label, metadata.label, metadata.status, progress.label].find(isWords)
  const label = [counts?.words, stage?.trim()].filter((part) => part !== undefined).join(' · ')
  return { fraction, label: label === '' ? null : label.slice(0, LABEL_LIMIT) }
}

function countsOf(record: Record<string, unknown>): { words: string; fraction: number } | null {
  const total = record.total
  const done = [record.done, record.completed, record.processed, record.current].find(isCount)
  if (!isCount(total) || total === 0 || done === undefined) return null
  const unit = isWords(record.unit) ? ` ${record.unit.trim()}` : ''
  return { words: `${formatNumber(done)} of ${formatNumber(total)}${unit}`, fraction: clamp(done / total) }
}

function shareOf(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null
  return clamp(value > 1 ? value / 100 : value)
}

function percentOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? clamp(value / 100) : null
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction))
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

function isWords(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
