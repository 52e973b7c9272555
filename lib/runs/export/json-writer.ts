import { elapsedMs, isFinished, type RunRow } from '../run'
import { EXPORT_CUT_NOTE } from './export-limits'
import type { ExportWriter } from './export-writer'

/** For programs: everything the list knows of a run, metadata included, and whether that is all of them. */
export const jsonWriter: ExportWriter = {
  contentType: 'application/json; charset=utf-8',
  head: ({ environment, search, exportedAt }) => {
    const head = JSON.stringify({ environment, filter: search, exportedAt })
    return `${head.slice(0, -1)},"runs":[\r\n`
  },
  run: (run, index) => `${index === 0 ? '' : ','}${JSON.stringify(exported(run))}\r\n`,
  end: ({ count, complete }) =>
    `],${JSON.stringify({ count, complete, ...(!complete && { note: EXPORT_CUT_NOTE }) }).slice(1)}\n`,
}

function exported({ taskId, durationMs, ...run }: RunRow) {
  return {
    ...run,
    task: taskId,
    durationMs: isFinished(run) ? elapsedMs(run, run.updatedAt) : null,
    computeMs: durationMs,
  }
}
