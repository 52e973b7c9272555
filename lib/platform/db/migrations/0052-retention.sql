-- What still refers to a packet, and the packets by age: unused ones are deleted in the background.
create index runs_stored_payload on runs (payload) where payload_type = 'application/store';
create index runs_stored_output on runs (output) where output_type = 'application/store';
create index waitpoints_stored_output on waitpoints (output) where output_type = 'application/store';
create index packets_oldest on packets (created_at, name);
create index waitpoints_completed on waitpoints (completed_at, id) where status = 'COMPLETED';
