-- Lists and counts of instances are read from this index, however many there are and however deep the page lies: a row carries
-- its whole state, and reading a hundred thousand of them to count or to skip took most of a second. Only what cannot be long
-- stands in it. A move writes into it when the status changes, that is once in an instance's life.
drop index elsa.workflow_instance_created;
create index workflow_instance_list on elsa.workflow_instance (created_at, id)
    include (status, sub_status, incident_count, definition_id, definition_version_id, version, finished_at);
