-- Attempts that ended because their worker went away, not because of what they did: they do not count against
-- max_attempts.
alter table runs add column lost_attempts integer not null default 0;
-- How often in a row the run lost its worker before an attempt ended by itself: a run that kills its workers is stopped.
alter table executions add column losses integer not null default 0;
