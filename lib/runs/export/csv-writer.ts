import { elapsedMs, isFinished, type RunRow } from '../run'
import { progressOf } from '../run-progress'
import { csvRecord } from './csv-record'
import { EXPORT_CUT_NOTE } from './export-limits'
import type { ExportWriter } from './export-writer'

/** Spreadsheets take a file without it for their own old character set. */
const BYTE_ORDER_MARK = '\uFEFF'

const time = (date: Date | undefined) => date?.toISOString() ?? ''
const number = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value))

const COLUMNS: Record<string, (run: RunRow) => string> = {
  id: (run) => run.id,
  status: (run) => run.status,
  task: (run) => run.taskId,
  version: (run) => run.version ?? '',
  tags: (run) => run.tags.join(', '),
  test: (run) => String(run.isTest),
  depth: (run) => number(run.depth),
  created_at: (run) => time(run.createdAt),
  started_at: (run) => time(run.startedAt),
  finished_at: (run) => time(run.finishedAt),
  duration_ms: (run) => (isFinished(run) ? number(elapsedMs(run, run.updatedAt)) : ''),
  compute_ms: (run) => number(run.durationMs),
  progress_percent: (run) => number(percent(progressOf(run.metadata).fraction)),
  stage: (run) => progressOf(run.metadata).label ?? '',
}

const NAMES = Object.keys(COLUMNS)
const FIELDS = Object.values(COLUMNS)

/** For spreadsheets: one run a line, without its metadata. */
export const csvWriter: ExportWriter = {
  contentType: 'text/csv; charset=utf-8; header=present',
  head: () => BYTE_ORDER_MARK + csvRecord(NAMES),
  run: (run) => csvRecord(FIELDS.map((field) => field(run))),
  end: ({ complete }) => (complete ? '' : csvRecord(NAMES.map((_, at) => (at === 0 ? EXPORT_CUT_NOTE : ''))).trimEnd()),
}

function percent(fraction: number | null): number | null {
  return fraction === null ? null : Math.round(fraction * 1_000) / 10
}
