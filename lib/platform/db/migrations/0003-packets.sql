-- Payloads and outputs that clients keep out of their requests because of their size (over 128 KiB).
create table packets (
  name text primary key, -- what runs carry as payload or output, under the type application/store
  data bytea not null,
  content_type text not null,
  created_at timestamptz(3) not null default now()
);
