-- The version a run ended on. Lists search this one: worker_version is written when a run is handed out, and an index on
-- it would make that update, and every one like it, write all indexes of the table.
alter table runs add column final_version text
  generated always as (case when final_status is not null then worker_version end) stored;

create index runs_by_final_version on runs (environment_id, final_version, created_at desc, id desc)
  where final_version is not null;

-- Few runs name a machine or a region, so a list of those must not look through all the others.
create index runs_by_machine on runs (environment_id, machine, created_at desc, id desc) where machine is not null;
create index runs_by_region on runs (environment_id, region, created_at desc, id desc) where region is not null;

-- With final_status in it the index alone answers how many runs ended how in which minute.
create index runs_newest_with_status on runs (environment_id, created_at desc, id desc) include (final_status);
drop index runs_newest;
alter index runs_newest_with_status rename to runs_newest;

-- Only vacuumed pages can be answered for by an index alone.
alter table runs set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05);
