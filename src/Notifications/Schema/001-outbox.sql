-- The outbox: what is owed to whom, who is sending it now, and what came of it.
create table notifications.mail (
    id uuid primary key, -- version 7: grows with time, so lists need no index of their own; the message id is made of it
    key text not null unique check (length(key) between 1 and 400),
    kind text not null check (kind ~ '^[A-Za-z][A-Za-z0-9]{0,63}$'),
    culture text not null check (culture in ('zh-CN', 'en')),
    data jsonb not null check (jsonb_typeof(data) = 'object'),
    rule text not null check (length(rule) between 1 and 200),
    thread text check (thread ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$'),
    relates_to text check (length(relates_to) between 1 and 200),
    scope text check (length(scope) between 1 and 100),
    message_id text not null check (position('@' in message_id) > 1),
    created_at timestamptz not null,
    due_at timestamptz not null,
    next_attempt_at timestamptz not null,
    attempts integer not null default 0 check (attempts >= 0),
    state text not null default 'Waiting' check (state in ('Waiting', 'Held', 'Sent', 'Buried')),
    owner text,
    lease_until timestamptz,
    sent_at timestamptz,
    buried_at timestamptz,
    failure text,
    failure_detail text,
    constraint held_has_owner_and_lease check ((state = 'Held') = (owner is not null and lease_until is not null)
        and (owner is null) = (lease_until is null)),
    constraint sent_has_its_moment check ((state = 'Sent') = (sent_at is not null)),
    constraint buried_has_moment_and_reason check ((state = 'Buried') = (buried_at is not null)
        and (state <> 'Buried' or failure is not null)),
    constraint detail_belongs_to_failure check (failure_detail is null or failure is not null)
);

-- The dispatcher's way in: only what waits, the oldest first.
create index mail_waiting on notifications.mail (next_attempt_at, id) where state = 'Waiting';
create index mail_held on notifications.mail (lease_until) where state = 'Held';
create index mail_buried on notifications.mail (buried_at desc) where state = 'Buried';
create index mail_relates_to on notifications.mail (relates_to, id) where relates_to is not null;

create table notifications.mail_recipient (
    mail_id uuid not null references notifications.mail on delete cascade,
    position smallint not null check (position >= 0),
    role text not null check (role in ('To', 'Cc')),
    address text not null check (length(address) between 1 and 320 and address !~ '[[:cntrl:]]'),
    name text not null check (length(name) <= 200 and name !~ '[[:cntrl:]]'),
    result text not null default 'Pending' check (result in ('Pending', 'Accepted', 'Refused')),
    settled_at timestamptz,
    reply text,
    primary key (mail_id, position),
    constraint settled_has_its_moment check ((result = 'Pending') = (settled_at is null))
);

-- A file is stored once, however many mails carry it.
create table notifications.mail_file (
    sha256 bytea primary key check (length(sha256) = 32),
    content bytea not null check (length(content) <= 26214400)
);
create table notifications.mail_attachment (
    mail_id uuid not null references notifications.mail on delete cascade,
    position smallint not null check (position >= 0),
    name text not null check (length(name) between 1 and 255 and name !~ '[[:cntrl:]]'),
    content_type text not null check (content_type ~ '^[a-z0-9.+-]+/[a-z0-9.+-]+$'),
    sha256 bytea not null references notifications.mail_file,
    primary key (mail_id, position)
);

-- What was really sent, word for word: wording may change later, the proof may not.
create table notifications.mail_content (
    mail_id uuid primary key references notifications.mail on delete cascade,
    subject text not null,
    html text not null,
    text text not null
);

-- Every failed attempt, so that "why did it not arrive" has an answer years later.
create table notifications.mail_failure (
    id bigint generated always as identity primary key,
    mail_id uuid not null references notifications.mail on delete cascade,
    attempt integer not null check (attempt >= 0),
    failed_at timestamptz not null,
    failure text not null,
    detail text
);
create index mail_failure_mail on notifications.mail_failure (mail_id, id);

-- Who mended an address or sent a buried mail again.
create table notifications.mail_mending (
    id bigint generated always as identity primary key,
    mail_id uuid not null references notifications.mail on delete cascade,
    mended_at timestamptz not null,
    mended_by text not null check (length(mended_by) between 1 and 200),
    old_address text,
    new_address text,
    constraint both_addresses_or_none check ((old_address is null) = (new_address is null))
);
create index mail_mending_mail on notifications.mail_mending (mail_id, id);

-- Wording of the office's own, in place of the built-in one, per scope (a round); '' is the wording for all scopes.
create table notifications.template_override (
    scope text not null check (length(scope) <= 100),
    kind text not null check (kind ~ '^[A-Za-z][A-Za-z0-9]{0,63}$'),
    culture text not null check (culture in ('zh-CN', 'en')),
    part text not null check (part in ('subject', 'html', 'text')),
    source text not null check (length(source) between 1 and 100000),
    saved_at timestamptz not null,
    saved_by text not null check (length(saved_by) between 1 and 200),
    primary key (scope, kind, culture, part)
);
