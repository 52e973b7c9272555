-- Null: as many runs at once as the workers take. Set at every start from the configuration.
alter table environments add column concurrency_limit integer;

alter table queues add column combined_limit integer; -- all concurrency keys of the queue together
alter table queues add column override_percent double precision; -- of the environment's limit; the override is computed from it

-- Limits that runs of several tasks share, and those a task declares for itself (named 'task/<task id>').
create table concurrency_limits (
  id text primary key, -- 'climit_' || id outside
  environment_id text not null references environments (id),
  name text not null,
  per_key integer, -- as declared: for each concurrency key
  total integer, -- as declared: for all of them
  per_key_override integer,
  per_key_overridden_at timestamptz(3),
  total_override integer,
  total_overridden_at timestamptz(3),
  paused boolean not null default false,
  created_at timestamptz(3) not null default now(),
  unique (environment_id, name)
);

-- A key that may use more, or less, than the limit says, for a while.
create table concurrency_limit_keys (
  limit_id text not null references concurrency_limits (id) on delete cascade,
  concurrency_key text not null,
  per_key integer not null,
  expires_at timestamptz(3) not null,
  primary key (limit_id, concurrency_key)
);

alter table worker_tasks add column limits text[] not null default '{}'; -- names in concurrency_limits, its own first

alter table runs add column limits text[]; -- the limits the caller named instead of the task's shared ones

alter table executions add column limits text[] not null default '{}'; -- all that the run must have room in
-- Runs of one queue, key and set of limits can start or cannot start together, so dequeuing looks at each such line once.
create index executions_lined_up on executions (queue_name, concurrency_key, limits, sort_at, run_id) where status = 'QUEUED';
drop index executions_queued;
create index executions_by_limit on executions using gin (limits)
  where limits <> '{}' and status in ('QUEUED', 'PENDING_EXECUTING', 'EXECUTING', 'QUEUED_EXECUTING', 'PENDING_CANCEL');
