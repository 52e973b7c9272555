-- What tasks see in process.env. The value is encrypted under a key that comes from the platform's secret key
-- (environment-variables/variable-cipher.ts): the database alone tells nothing.
create table environment_variables (
  environment_id text not null references environments (id),
  name text not null,
  sealed_value bytea not null,
  is_secret boolean not null default false, -- its value is never shown again
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (environment_id, name)
);
