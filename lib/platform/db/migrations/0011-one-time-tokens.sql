-- The request that used the token may be sent again; and a use is remembered for as long as the token lives.
alter table used_tokens add column request_key text;
alter table used_tokens add column expires_at timestamptz(3);
create index used_tokens_expiring on used_tokens (expires_at);
