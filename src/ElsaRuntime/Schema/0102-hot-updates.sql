-- The last move of an instance sets the time at which it finished, and a changed value of an ordinary index makes an update
-- write into all indexes of the row. A summary of block ranges does not: finishing stays a HOT update like every other move.
-- Only retention asks this index, and it asks for whole ranges.
drop index elsa.workflow_instance_finished;
create index workflow_instance_finished on elsa.workflow_instance using brin (finished_at) with (autosummarize = on);
