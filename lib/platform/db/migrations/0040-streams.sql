-- What runs stream, and what is streamed into them. A chunk is one line of JSON, numbered from 0 within its stream.
create table streams (
  id bigint generated always as identity primary key,
  run_id text not null references runs (id) on delete cascade,
  name text not null,
  is_input boolean not null, -- sent to the run, read by it
  next_seq bigint not null default 0,
  created_at timestamptz(3) not null,
  unique (run_id, is_input, name)
);

create index streams_oldest on streams (created_at, id);

-- Append-only, so never vacuumed for updates; gone with its stream.
create table stream_chunks (
  stream_id bigint not null references streams (id) on delete cascade,
  seq bigint not null,
  data text not null,
  written_at timestamptz(3) not null,
  primary key (stream_id, seq)
);

-- How far each writer has come, in its own count: what it sends again after a lost connection is not stored twice.
create table stream_writers (
  stream_id bigint not null references streams (id) on delete cascade,
  client_id text not null,
  last_index bigint not null,
  primary key (stream_id, client_id)
);

-- Waitpoints that complete with the next chunk of an input stream.
create table input_waits (
  waitpoint_id text primary key references waitpoints (id) on delete cascade,
  stream_id bigint not null references streams (id) on delete cascade
);

create index input_waits_by_stream on input_waits (stream_id);
