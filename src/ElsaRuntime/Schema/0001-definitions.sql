create schema if not exists elsa;

create table elsa.workflow_definition (
    id             text primary key, -- the version's id
    definition_id  text        not null,
    version        int         not null,
    name           text,
    description    text,
    tool_version   text,
    is_latest      bool        not null,
    is_published   bool        not null,
    is_readonly    bool        not null default false,
    is_system      bool        not null default false,
    created_at     timestamptz not null,
    model          json        not null, -- the whole definition in Elsa's JSON
    problems       jsonb       not null default '[]',
    unique (definition_id, version)
);

create unique index workflow_definition_latest on elsa.workflow_definition (definition_id) where is_latest;
create unique index workflow_definition_published on elsa.workflow_definition (definition_id) where is_published;

-- What starts a workflow: an event by name, or a time.
create table elsa.trigger (
    definition_id         text not null,
    definition_version_id text not null,
    activity_id           text not null,
    kind                  text not null, -- Elsa.Event, Elsa.Timer, Elsa.Cron, Elsa.StartAt
    key                   text not null, -- event name, interval, cron expression or instant
    due_at                timestamptz,
    primary key (definition_id, activity_id)
);

create index trigger_key on elsa.trigger (kind, key);
create index trigger_due on elsa.trigger (due_at) where due_at is not null;
