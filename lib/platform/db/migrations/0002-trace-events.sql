-- Spans and log lines of a run, as the OTLP exporters of the workers send them (plus the platform's own root span).
create table trace_events (
  run_id text not null, -- internal id; no foreign key: telemetry may arrive before or after anything else
  span_id text not null,
  parent_span_id text,
  trace_id text not null,
  kind text not null check (kind in ('SPAN', 'LOG')),
  level text not null, -- TRACE, DEBUG, LOG, INFO, WARN, ERROR
  message text not null,
  start_time_ns bigint not null,
  duration_ns bigint not null default 0,
  is_error boolean not null default false,
  is_partial boolean not null default false,
  is_cancelled boolean not null default false,
  attempt_number integer,
  task_slug text,
  properties jsonb,
  style jsonb,
  events jsonb,
  received_at timestamptz(3) not null default now(),
  primary key (run_id, span_id)
);

create index trace_events_by_time on trace_events (run_id, start_time_ns);
