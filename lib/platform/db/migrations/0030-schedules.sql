-- When tasks run by the calendar. The id is the public one, sched_…; runs carry it in schedule_id.
create table schedules (
  id text primary key,
  environment_id text not null references environments (id),
  type text not null check (type in ('DECLARATIVE', 'IMPERATIVE')),
  task_id text not null,
  deduplication_key text not null, -- invented when nobody gave one: then it is shown to nobody
  user_provided_deduplication_key boolean not null default false,
  external_id text,
  cron text not null,
  description text not null,
  timezone text not null,
  spread_window text, -- as given: '30m', '20%'
  active boolean not null default true,
  next_at timestamptz(3), -- the time of the calendar that comes next; null while inactive
  wake_at timestamptz(3), -- when the sweeper looks: next_at, or later after a failure
  planned_at timestamptz(3) not null, -- what the clock said when next_at was found
  last_fired_at timestamptz(3), -- the time of the calendar that was served last
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  unique (environment_id, deduplication_key)
);

create unique index schedules_declared on schedules (environment_id, task_id) where type = 'DECLARATIVE';
create index schedules_newest on schedules (environment_id, created_at desc, id desc);
create index schedules_due on schedules (wake_at) where wake_at is not null;

-- One row per served time: whatever clocks and processes do, a time of the calendar makes one run.
create table schedule_fires (
  schedule_id text not null references schedules (id) on delete cascade,
  due_at timestamptz(3) not null,
  run_id text, -- null: passed over, because the run of an earlier time still waits for its task to be registered
  fired_at timestamptz(3) not null,
  primary key (schedule_id, due_at)
);

create index runs_by_schedule on runs (schedule_id, created_at desc, id desc) where schedule_id is not null;
