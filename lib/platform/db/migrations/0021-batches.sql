-- Many runs triggered as one. It is made first (its parent waits from then on), its items come in one or more streams; it
-- is sealed by the item that makes it complete.
create table batches (
  id text primary key,
  environment_id text not null references environments (id),
  status text not null default 'PENDING' check (status in ('PENDING', 'ABORTED')),
  run_count integer not null,
  item_count integer not null default 0, -- the items that came so far
  parent_id text,
  resume_parent_on_completion boolean not null default false,
  idempotency_key text,
  idempotency_key_expires_at timestamptz(3),
  request_idempotency_key text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  expires_at timestamptz(3) not null, -- aborted then, unless it is sealed
  sealed_at timestamptz(3)
);

create index batches_unsealed on batches (expires_at) where sealed_at is null and status = 'PENDING';
create unique index batches_idempotency on batches (environment_id, idempotency_key) where idempotency_key is not null;
create unique index batches_request_idempotency on batches (request_idempotency_key) where request_idempotency_key is not null;

-- Which run an item became: its own, or the one its idempotency key named (whose batch_id then is another's).
create table batch_items (
  batch_id text not null references batches (id) on delete cascade,
  index integer not null,
  run_id text not null, -- no foreign key: runs may be deleted before their batch
  primary key (batch_id, index)
);

alter table waitpoints add column completed_by_batch_id text;
create unique index waitpoints_of_batch on waitpoints (completed_by_batch_id) where completed_by_batch_id is not null;

-- One run may be several items of a batch.
alter table run_waitpoints drop constraint run_waitpoints_pkey;
alter table run_waitpoints add constraint run_waitpoints_once unique nulls not distinct (run_id, waitpoint_id, batch_id, batch_index);
