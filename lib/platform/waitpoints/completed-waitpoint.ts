/** SQL for a CompletedWaitpoint of @trigger.dev/core, from `waitpoints w` and `run_waitpoints rw`. */
export const COMPLETED_WAITPOINT = `jsonb_strip_nulls(jsonb_build_object(
  'id', w.id,
  'index', rw.batch_index,
  'friendlyId', 'waitpoint_' || w.id,
  'type', w.type,
  'completedAt', w.completed_at,
  'idempotencyKey', case when w.user_provided_idempotency_key then w.idempotency_key end,
  'completedByTaskRun', case when w.completed_by_run_id is not null then jsonb_build_object(
    'id', w.completed_by_run_id,
    'friendlyId', 'run_' || w.completed_by_run_id,
    'batch', case when rw.batch_id is not null then jsonb_build_object('id', rw.batch_id, 'friendlyId', 'batch_' || rw.batch_id) end) end,
  'completedAfter', w.completed_after,
  'output', w.output,
  'outputType', w.output_type,
  'outputIsError', w.output_is_error))`
