import type { TaskRunExecutionResult } from '@trigger.dev/core/v3'
import { RunId } from '@trigger.dev/core/v3/isomorphic'
import type { RunRecord } from './run-record'

/** What a result is made of. */
export type EndedRun = Pick<
  RunRecord,
  'id' | 'task_id' | 'final_status' | 'usage_duration_ms' | 'output' | 'output_type' | 'error'
>

/** What became of a run that has ended, as a parent would have got it. */
export function presentResult(run: EndedRun): TaskRunExecutionResult {
  const common = {
    id: RunId.toFriendlyId(run.id),
    taskIdentifier: run.task_id,
    usage: { durationMs: run.usage_duration_ms },
  }
  if (run.final_status === 'COMPLETED_SUCCESSFULLY') {
    return {
      ok: true,
      ...common,
      ...(run.output !== null && { output: run.output }),
      outputType: run.output_type ?? 'application/json',
    }
  }
  const error = run.error ?? { type: 'INTERNAL_ERROR', code: 'UNSPECIFIED_ERROR' }
  return { ok: false, ...common, error }
}
