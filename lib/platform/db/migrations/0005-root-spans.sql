-- The root span of a run is read off the run itself; stored ones are not needed any more.
delete from trace_events using runs where runs.id = trace_events.run_id and runs.span_id = trace_events.span_id;
comment on table trace_events is 'Spans and log lines of runs, as the workers send them.';
