-- The platform's own database. Ids are the internal ones (cuid); the friendly id of a run is 'run_' || id, and so on.
-- timestamptz(3): JavaScript dates carry milliseconds, a cursor with microseconds would miss its own row.

create table environments (
  id text primary key,
  slug text not null unique,
  type text not null,
  project_id text not null,
  project_ref text not null,
  organization_id text not null,
  created_at timestamptz(3) not null default now()
);

-- One row per registered version of the task code. The newest registered_at is the current version: registering
-- known code again (a worker restart, a change taken back) makes its old version current without making a new one.
create table workers (
  id text primary key,
  environment_id text not null references environments (id),
  version text not null,
  content_hash text not null,
  sdk_version text,
  cli_version text,
  runtime text,
  runtime_version text,
  created_at timestamptz(3) not null default now(),
  registered_at timestamptz(3) not null default now(),
  unique (environment_id, version),
  unique (environment_id, content_hash)
);

create index workers_current on workers (environment_id, registered_at desc);

create table worker_tasks (
  worker_id text not null references workers (id) on delete cascade,
  task_id text not null,
  file_path text not null,
  export_name text,
  queue_name text not null,
  retry jsonb,
  max_duration integer,
  ttl text,
  machine jsonb,
  trigger_source text not null default 'STANDARD',
  schedule jsonb,
  payload_schema jsonb,
  created_at timestamptz(3) not null default now(),
  primary key (worker_id, task_id)
);

-- The last thing the worker could not index; one row, gone when resolved.
create table index_errors (
  environment_id text primary key references environments (id),
  message text not null,
  file text,
  line integer,
  "column" integer,
  at timestamptz(3) not null
);

create table queues (
  id text primary key,
  environment_id text not null references environments (id),
  name text not null, -- as runs carry it: 'task/<task id>' for a task's own queue
  type text not null check (type in ('task', 'custom')),
  concurrency_limit integer,
  concurrency_limit_override integer,
  overridden_at timestamptz(3),
  paused boolean not null default false,
  created_at timestamptz(3) not null default now(),
  unique (environment_id, name)
);

-- What a run is and what became of it. The live side (snapshot, lease, place in the queue) is in executions, so that
-- a heartbeat or a hand-over touches a narrow row with few indexes. No index holds status or updated_at: changes of a
-- run stay heap-only. final_status is status once it can no longer change, written once, and is what lists search.
create table runs (
  id text primary key,
  environment_id text not null references environments (id),
  task_id text not null,
  status text not null, -- the server's internal word: PENDING, DEQUEUED, EXECUTING, WAITING_TO_RESUME, COMPLETED_SUCCESSFULLY …
  final_status text,
  queue_name text not null,
  concurrency_key text,
  worker_id text references workers (id),
  worker_version text,
  locked_to_version text,
  payload text,
  payload_type text not null default 'application/json',
  output text,
  output_type text,
  error jsonb, -- TaskRunError of @trigger.dev/core
  metadata text,
  metadata_type text not null default 'application/json',
  seed_metadata text,
  tags text[] not null default '{}',
  idempotency_key text,
  idempotency_key_options jsonb,
  idempotency_key_expires_at timestamptz(3),
  request_idempotency_key text,
  delay_until timestamptz(3),
  ttl text,
  priority_ms integer not null default 0,
  machine text,
  max_attempts integer,
  max_duration integer,
  is_test boolean not null default false,
  trigger_function text not null default 'trigger',
  replayed_from text,
  parent_id text,
  root_id text,
  depth integer not null default 0,
  resume_parent_on_completion boolean not null default false,
  batch_id text,
  batch_index integer,
  schedule_id text,
  bulk_action_ids text[] not null default '{}',
  region text,
  trace_id text not null,
  span_id text not null,
  trace_context jsonb,
  realtime_streams text[] not null default '{}',
  realtime_streams_version text not null default 'v2',
  attempt_number integer not null default 0,
  usage_duration_ms integer not null default 0,
  created_at timestamptz(3) not null,
  queued_at timestamptz(3),
  started_at timestamptz(3),
  executed_at timestamptz(3),
  completed_at timestamptz(3),
  expired_at timestamptz(3),
  updated_at timestamptz(3) not null, -- strictly increasing per run: readers let the newer row win
  revision bigint not null default 1 -- +1 with every change of the row
) with (fillfactor = 70);

create index runs_newest on runs (environment_id, created_at desc, id desc);
create index runs_by_task on runs (environment_id, task_id, created_at desc, id desc);
create index runs_by_queue on runs (environment_id, queue_name, created_at desc, id desc);
create index runs_by_final_status on runs (environment_id, final_status, created_at desc, id desc) where final_status is not null;
create index runs_by_tag on runs using gin (tags);
create index runs_by_parent on runs (parent_id) where parent_id is not null;
create index runs_by_root on runs (root_id) where root_id is not null;
create index runs_by_batch on runs (batch_id) where batch_id is not null;
create unique index runs_idempotency on runs (environment_id, task_id, idempotency_key) where idempotency_key is not null;
create unique index runs_request_idempotency on runs (request_idempotency_key) where request_idempotency_key is not null;

-- The live side of a run: its current snapshot, its lease and its place in the queue. Ends as one FINISHED row.
create table executions (
  run_id text primary key references runs (id) on delete cascade,
  environment_id text not null,
  task_id text not null,
  snapshot_id text not null, -- a new one with every transition
  status text not null, -- see runs/run-state.ts
  queue_name text not null,
  concurrency_key text not null default '', -- with queue_name: the lane in which the concurrency limit counts
  created_at timestamptz(3) not null, -- that of the run
  available_at timestamptz(3) not null, -- DELAYED: when it is queued; QUEUED: not handed out before
  sort_at timestamptz(3) not null, -- queued since, less the priority: the order within the lane and between lanes
  expires_at timestamptz(3), -- the ttl, counted from queueing; gone with the first attempt
  worker_id text,
  heartbeat_at timestamptz(3), -- last sign of life of the lease
  completed_waitpoints jsonb not null default '[]',
  updated_at timestamptz(3) not null
) with (fillfactor = 60);

create index executions_queued on executions (queue_name, concurrency_key, sort_at, run_id) where status = 'QUEUED';
create index executions_running on executions (queue_name, concurrency_key)
  where status in ('PENDING_EXECUTING', 'EXECUTING', 'QUEUED_EXECUTING', 'PENDING_CANCEL');
create index executions_resuming on executions (updated_at) where status = 'QUEUED_EXECUTING';
create index executions_waiting on executions (run_id) where status = 'EXECUTING_WITH_WAITPOINTS';
create index executions_unknown_task on executions (task_id) where status = 'RUN_CREATED';
create index executions_leased on executions (heartbeat_at)
  where status in ('PENDING_EXECUTING', 'EXECUTING', 'EXECUTING_WITH_WAITPOINTS', 'QUEUED_EXECUTING', 'PENDING_CANCEL');
create index executions_delayed on executions (available_at) where status = 'DELAYED';
create index executions_retrying on executions (available_at) where status = 'QUEUED' and expires_at is null;
create index executions_expiring on executions (expires_at) where status = 'QUEUED' and expires_at is not null;
create index executions_live on executions (created_at desc, run_id desc) where status <> 'FINISHED';

create table waitpoints (
  id text primary key,
  environment_id text not null references environments (id),
  type text not null check (type in ('RUN', 'DATETIME', 'MANUAL', 'BATCH')),
  status text not null default 'PENDING' check (status in ('PENDING', 'COMPLETED')),
  completed_by_run_id text,
  completed_after timestamptz(3),
  idempotency_key text,
  user_provided_idempotency_key boolean not null default false,
  idempotency_key_expires_at timestamptz(3),
  output text,
  output_type text not null default 'application/json',
  output_is_error boolean not null default false,
  tags text[] not null default '{}',
  created_at timestamptz(3) not null,
  completed_at timestamptz(3)
);

create unique index waitpoints_of_run on waitpoints (completed_by_run_id) where completed_by_run_id is not null;
create unique index waitpoints_idempotency on waitpoints (environment_id, idempotency_key) where idempotency_key is not null;
create index waitpoints_for_runs on waitpoints (completed_by_run_id) where status = 'PENDING' and type = 'RUN';
create index waitpoints_due on waitpoints (completed_after) where status = 'PENDING' and completed_after is not null;

-- Which runs a waitpoint holds back.
create table run_waitpoints (
  run_id text not null references runs (id) on delete cascade,
  waitpoint_id text not null references waitpoints (id) on delete cascade,
  batch_id text,
  batch_index integer,
  created_at timestamptz(3) not null,
  primary key (run_id, waitpoint_id)
);

create index run_waitpoints_by_waitpoint on run_waitpoints (waitpoint_id);

-- One-time public tokens that have been used. They expire by themselves; rows older than a day say nothing any more.
create table used_tokens (
  digest text primary key,
  used_at timestamptz(3) not null default now()
);
