-- Failed runs by what went wrong. A run gets its fingerprint in a step of its own soon after it failed: that step counts
-- it, so a run without one is one that is not counted yet, also if it failed before this table was there.
alter table runs add column error_fingerprint text;

create index runs_by_error on runs (environment_id, error_fingerprint, created_at desc, id desc) where error_fingerprint is not null;
create index runs_ungrouped on runs (completed_at)
  where error_fingerprint is null and error is not null
    and final_status in ('COMPLETED_WITH_ERRORS', 'CRASHED', 'SYSTEM_FAILURE', 'TIMED_OUT');

create table error_groups (
  environment_id text not null references environments (id),
  fingerprint text not null, -- of a task and an error
  task_id text not null,
  error_type text not null,
  error_message text not null,
  count integer not null,
  first_seen timestamptz(3) not null,
  last_seen timestamptz(3) not null,
  status text not null default 'unresolved' check (status in ('unresolved', 'resolved', 'ignored')),
  resolved_at timestamptz(3),
  resolved_in_version text,
  ignored_at timestamptz(3),
  ignored_until timestamptz(3),
  ignored_reason text,
  ignored_until_rate double precision, -- occurrences in one minute
  ignored_until_total integer, -- occurrences since it was ignored
  ignored_at_count integer,
  primary key (environment_id, fingerprint)
);

create table error_occurrences (
  environment_id text not null,
  fingerprint text not null,
  version text not null, -- '' when no version had begun the run
  minute timestamptz(0) not null,
  count integer not null,
  primary key (environment_id, fingerprint, version, minute)
);

create index error_occurrences_by_minute on error_occurrences (minute);
