-- What went wrong in a failed run stands beside the run: counting it is no change of the run, whose row nobody sees
-- change without a revision. A failure is put here by the statement that ends the run, and counted in a step of its own.
create table run_failures (
  run_id text primary key references runs (id) on delete cascade,
  fingerprint text -- null until it is counted
);

insert into run_failures (run_id, fingerprint)
select id, error_fingerprint from runs
where error is not null and final_status in ('COMPLETED_WITH_ERRORS', 'CRASHED', 'SYSTEM_FAILURE', 'TIMED_OUT');

create index run_failures_by_error on run_failures (fingerprint) where fingerprint is not null;
create index run_failures_uncounted on run_failures (run_id) where fingerprint is null;

alter table runs drop column error_fingerprint;
