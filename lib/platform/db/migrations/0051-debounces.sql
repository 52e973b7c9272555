-- The delayed run that calls with the same key push back. Rows of runs that are not delayed any more mean nothing.
create table debounces (
  environment_id text not null references environments (id),
  task_id text not null,
  key text not null,
  run_id text not null, -- no foreign key: the key is claimed before its run is made
  claimed_at timestamptz(3) not null,
  primary key (environment_id, task_id, key)
);
