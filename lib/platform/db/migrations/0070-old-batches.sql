-- Batches by age: those whose runs are gone are deleted page by page, and those that stay are passed over.
create index batches_oldest on batches (environment_id, created_at, id);
