import type { TestPlatform } from '../../contract/test-platform'
import { type ExecutionStatus, HOLDS_SLOT } from '../run-state'

export interface AuditedStep {
  run_id: string
  from_status: ExecutionStatus
  to_status: ExecutionStatus
  from_snapshot: string
  to_snapshot: string
  /** Places taken in the lane once this step was done, and how many there are; only where a run takes one. */
  places_taken: number | null
  places: number | null
}

const INSTALL = `
create table audited_steps (
  seq bigint generated always as identity, run_id text, from_status text, to_status text,
  from_snapshot text, to_snapshot text, places_taken integer, places integer);
create table broken_promises (run_id text, promise text);

create function audit_execution() returns trigger language plpgsql as $$
declare taken integer; room integer;
begin
  if old.status in ('QUEUED', 'QUEUED_EXECUTING') and new.status = any('{${HOLDS_SLOT.join(',')}}') then
    select count(*) into taken from executions e where e.queue_name = new.queue_name
      and e.concurrency_key = new.concurrency_key and e.status = any('{${HOLDS_SLOT.join(',')}}');
    select coalesce(concurrency_limit_override, concurrency_limit) into room from queues where name = new.queue_name;
  end if;
  insert into audited_steps (run_id, from_status, to_status, from_snapshot, to_snapshot, places_taken, places)
  values (new.run_id, old.status, new.status, old.snapshot_id, new.snapshot_id, taken, room);
  return null;
end $$;
create trigger audit_execution after update on executions for each row
  when (old.snapshot_id is distinct from new.snapshot_id or old.status is distinct from new.status)
  execute function audit_execution();

create function audit_run() returns trigger language plpgsql as $$
begin
  if old.final_status is not null and (old.status, old.final_status, old.output, old.error, old.completed_at)
    is distinct from (new.status, new.final_status, new.output, new.error, new.completed_at)
  then insert into broken_promises values (new.id, 'what a run ended with never changes'); end if;
  if new.revision <> old.revision + 1 then insert into broken_promises values (new.id, 'revision counts the changes'); end if;
  if new.updated_at <= old.updated_at then insert into broken_promises values (new.id, 'updated_at moves forward'); end if;
  if new.attempt_number not in (old.attempt_number, old.attempt_number + 1)
  then insert into broken_promises values (new.id, 'attempts are numbered one after the other'); end if;
  return null;
end $$;
-- A key that is free again moves to the next run without anyone being told: feeds do not carry it.
create trigger audit_run after update on runs for each row
  when (old.idempotency_key is not distinct from new.idempotency_key) execute function audit_run();`

/**
 * Has the database itself write down every step a run takes, and every promise a statement breaks: what happens for a
 * moment between two acts cannot hide from it.
 */
export async function installAudit(test: TestPlatform): Promise<void> {
  await test.query(INSTALL)
}

export async function readAudit(test: TestPlatform): Promise<{ steps: AuditedStep[]; broken: string[] }> {
  const { rows: steps } = await test.query<AuditedStep>('select * from audited_steps order by seq')
  const { rows } = await test.query<{ run_id: string; promise: string }>('select * from broken_promises')
  return { steps, broken: rows.map(({ run_id, promise }) => `${promise} (${run_id})`) }
}

export async function clearRuns(test: TestPlatform): Promise<void> {
  await test.query('truncate runs, executions, waitpoints, run_waitpoints, audited_steps, broken_promises cascade')
}
