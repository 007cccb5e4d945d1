-- When a version was first published. From then on its content stays, retracted or not: hosts keep it parsed by its id.
alter table elsa.workflow_definition add column published_at timestamptz;

-- What the product last published of the definitions it brings along, so that only a change of it is published again and
-- what people drew since is left alone.
create table elsa.built_in_definition (
    definition_id text  primary key,
    content_hash  bytea not null
);
