-- Wait tokens are MANUAL waitpoints. A key that ran out stays with its token, so that the token is still found by it.
alter table waitpoints add column inactive_idempotency_key text;
-- Completed like a token, but made by the platform for itself (an input stream's wait): in no list of tokens.
alter table waitpoints add column is_hidden boolean not null default false;

create index waitpoints_tokens on waitpoints (environment_id, id desc) where type = 'MANUAL' and not is_hidden;
create index waitpoints_waiting_tokens on waitpoints (environment_id, id desc)
  where type = 'MANUAL' and not is_hidden and status = 'PENDING';
create index waitpoints_by_tag on waitpoints using gin (tags) where type = 'MANUAL' and not is_hidden;
create index waitpoints_by_inactive_key on waitpoints (environment_id, inactive_idempotency_key)
  where inactive_idempotency_key is not null;
