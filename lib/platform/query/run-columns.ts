import type { Column } from './column'
import { RUN_STATUS_TITLE } from './run-status-title'

type Facts = Omit<Column, 'type' | 'sql' | 'description'>

const text = (sql: string, description: string, facts: Facts = {}): Column => ({
  type: 'string',
  sql,
  description,
  ...facts,
})
const number = (sql: string, description: string): Column => ({ type: 'number', sql, description })
const flag = (sql: string, description: string): Column => ({ type: 'boolean', sql, description })
const time = (column: string, description: string, facts: Facts = {}): Column => ({
  type: 'datetime',
  sql: `runs.${column}`,
  description,
  isPrecise: true,
  ...facts,
})
const milliseconds = (from: string, to: string, description: string): Column =>
  number(`round(extract(epoch from runs.${to} - runs.${from})::float8 * 1000)`, description)
const reference = (column: string, prefix: string, description: string, facts: Facts = {}): Column =>
  text(`'${prefix}' || runs.${column}`, description, {
    prefix: { text: prefix, sql: `runs.${column}` },
    groupSql: `runs.${column}`,
    ...facts,
  })
const ofWorker = (column: string, description: string) =>
  text(`coalesce((select w.${column} from workers w where w.id = runs.worker_id), '')`, description)
const ofEnvironment = (column: string, description: string) =>
  text(`(select e.${column} from environments e where e.id = runs.environment_id)`, description)

/** The columns of a run, named as a real server names them. What is absent is '' in texts and null elsewhere. */
export const RUN_COLUMNS: Record<string, Column> = {
  run_id: reference('id', 'run_', 'The id of the run', { isCore: true, example: 'run_cm1a2b3c4d5e6f7g8h9i' }),
  environment: ofEnvironment('slug', 'The environment'),
  project: ofEnvironment('project_ref', 'The reference of the project'),
  environment_type: ofEnvironment('type', 'The kind of environment'),
  attempt_count: number('runs.attempt_number', 'How many attempts began'),
  status: text(RUN_STATUS_TITLE, 'What became of the run so far', {
    isCore: true,
    groupSql: 'runs.status',
    example: 'Completed',
  }),
  is_finished: flag('(runs.final_status is not null)', 'Whether the run has ended'),
  task_identifier: text('runs.task_id', 'The task', { isCore: true, example: 'send-email' }),
  queue: text('runs.queue_name', 'The queue', { example: 'task/send-email' }),
  batch_id: reference('batch_id', 'batch_', 'The batch the run is part of'),
  root_run_id: reference('root_id', 'run_', 'The run at the root of its family'),
  parent_run_id: reference('parent_id', 'run_', 'The run that triggered it'),
  depth: number('runs.depth', 'How many runs are above it'),
  is_root_run: flag('(runs.depth = 0)', 'Whether no run triggered it'),
  is_child_run: flag('(runs.depth > 0)', 'Whether another run triggered it'),
  idempotency_key: text(
    `coalesce(runs.idempotency_key_options ->> 'key', runs.idempotency_key, '')`,
    'As it was given',
  ),
  idempotency_key_scope: text(`coalesce(runs.idempotency_key_options ->> 'scope', '')`, 'Where the key is unique'),
  region: text(`coalesce(runs.region, '')`, 'The region asked for'),
  triggered_at: time('created_at', 'When the run was triggered', { isCore: true, example: '2026-11-22 09:30:00.000' }),
  queued_at: time('queued_at', 'When it was queued'),
  dequeued_at: time('started_at', 'When a worker took it first'),
  executed_at: time('executed_at', 'When its first attempt began'),
  completed_at: time('completed_at', 'When it ended'),
  delay_until: time('delay_until', 'Not queued before'),
  expired_at: time('expired_at', 'When its time to live was over'),
  has_delay: flag('(runs.delay_until is not null)', 'Whether it was triggered with a delay'),
  ttl: text(`coalesce(runs.ttl, '')`, 'How long it waits for a worker'),
  execution_duration: milliseconds('executed_at', 'completed_at', 'Milliseconds from its first attempt to its end'),
  total_duration: milliseconds('created_at', 'completed_at', 'Milliseconds from the trigger to its end'),
  queued_duration: milliseconds('queued_at', 'started_at', 'Milliseconds in the queue'),
  usage_duration: number('runs.usage_duration_ms', 'Milliseconds its attempts took'),
  compute_cost: number('0::float8', 'Runs cost nothing here'),
  invocation_cost: number('0::float8', 'Runs cost nothing here'),
  total_cost: number('0::float8', 'Runs cost nothing here'),
  output: { type: 'json', sql: 'runs.output', description: 'What the task returned; its fields cannot be searched' },
  error: { type: 'json', sql: 'runs.error', description: 'Why it failed: error.name, error.message, error.type …' },
  tags: { type: 'strings', sql: 'runs.tags', description: 'Its tags' },
  task_version: text(`coalesce(runs.worker_version, '')`, 'The version of the task code', { example: '20261122.1' }),
  sdk_version: ofWorker('sdk_version', 'The version of the SDK'),
  cli_version: ofWorker('cli_version', 'The version of the command line'),
  machine: text(`coalesce(runs.machine, 'small-1x')`, 'The machine preset'),
  is_test: flag('runs.is_test', 'Whether it is a test'),
  is_warm_start: flag('null::boolean', 'Not told apart here'),
  concurrency_key: text(`coalesce(runs.concurrency_key, '')`, 'Which lane of its queue'),
  max_duration: number('runs.max_duration', 'Seconds it may take'),
  bulk_action_group_ids: {
    type: 'strings',
    sql: 'runs.bulk_action_ids',
    description: 'The bulk actions it was part of',
  },
}
