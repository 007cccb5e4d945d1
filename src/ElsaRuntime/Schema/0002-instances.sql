-- One row an instance. Indexed columns are those that do not change while it runs, so that moving it stays a HOT update.
create table elsa.workflow_instance (
    id                    text primary key,
    definition_id         text        not null,
    definition_version_id text        not null,
    version               int         not null,
    parent_instance_id    text,
    correlation_id        text,
    name                  text,
    status                text        not null,
    sub_status            text        not null,
    incident_count        int         not null default 0,
    is_system             bool        not null default false,
    guard                 text,       -- definition id while an activation strategy has to count this instance
    created_at            timestamptz not null,
    updated_at            timestamptz not null,
    finished_at           timestamptz,
    revision              int         not null,
    state                 json        not null
) with (fillfactor = 80);

create index workflow_instance_definition on elsa.workflow_instance (definition_id, created_at);
create index workflow_instance_created on elsa.workflow_instance (created_at);
create index workflow_instance_correlation on elsa.workflow_instance (correlation_id) where correlation_id is not null;
create index workflow_instance_parent on elsa.workflow_instance (parent_instance_id) where parent_instance_id is not null;
create index workflow_instance_guard on elsa.workflow_instance (guard) where guard is not null;
create index workflow_instance_finished on elsa.workflow_instance (finished_at) where finished_at is not null;

-- Finds the instances that wait for something. The instance's state is the truth, this is its index.
create table elsa.bookmark (
    instance_id    text not null,
    number         int  not null, -- of the bookmark within its instance
    kind           text not null, -- Elsa.RunTask, Elsa.Event, Elsa.Delay, ...
    key            text not null, -- task id, event name, child instance id; empty for a timer
    correlation_id text,          -- of the instance when it began to wait
    due_at         timestamptz,
    primary key (instance_id, number)
);

create index bookmark_key on elsa.bookmark (key, kind, instance_id) where key <> '';
create index bookmark_due on elsa.bookmark (due_at) where due_at is not null;

-- One row for everything an instance wrote between two waits; journal, executions and figures are folds of it.
create table elsa.journal (
    instance_id text not null,
    burst       int  not null,
    entries     json not null,
    primary key (instance_id, burst)
);

-- Events that resumed nobody, kept for a bookmark that appears later.
create table elsa.kept_event (
    id             bigint generated always as identity primary key,
    event_name     text        not null,
    correlation_id text,
    instance_id    text,
    input          json,
    expires_at     timestamptz not null
);

create index kept_event_name on elsa.kept_event (event_name, id);

-- One event on its way to very many instances: how far it has come.
create table elsa.event_fan_out (
    key         text primary key,
    event_name  text        not null,
    input       json,
    cursor      text        not null default '', -- last instance id that was reached
    reached     bigint      not null default 0,
    begun_at    timestamptz not null,
    finished_at timestamptz
);
