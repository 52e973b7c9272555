-- One change (cancel, replay) of many runs. What it applies to is fixed when it is made, in pages of run ids: so its
-- counts add up to its total whatever the runs do meanwhile, and a page is worked on again after a crash.
create table bulk_actions (
  id text primary key,
  environment_id text not null references environments (id),
  type text not null check (type in ('CANCEL', 'REPLAY')),
  name text,
  status text not null check (status in ('PENDING', 'COMPLETED', 'ABORTED')),
  target_region text,
  total_count integer not null default 0,
  success_count integer not null default 0,
  failure_count integer not null default 0,
  created_at timestamptz(3) not null,
  next_step_at timestamptz(3), -- null when nothing is left to do; while a step is taken, when it is given up for lost
  completed_at timestamptz(3)
);

create index bulk_actions_newest on bulk_actions (environment_id, created_at desc, id desc);

create index bulk_actions_due on bulk_actions (next_step_at) where next_step_at is not null;

create table bulk_action_pages (
  bulk_action_id text not null references bulk_actions (id) on delete cascade,
  position integer not null,
  run_ids text[] not null,
  started_at timestamptz(3), -- from here on it is carried through, even when the action is aborted
  primary key (bulk_action_id, position)
);

create index runs_by_bulk_action on runs using gin (bulk_action_ids) where bulk_action_ids <> '{}';
