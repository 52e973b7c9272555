-- A list of a span of time long ago must not walk through everything newer.
create index waitpoints_tokens_by_time on waitpoints (environment_id, created_at) where type = 'MANUAL' and not is_hidden;
