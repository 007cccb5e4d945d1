-- What came in, read from the mailbox: one row per message, whatever became of it, so that reading again changes nothing.
create table notifications.inbox_place (
    folder text primary key check (length(folder) between 1 and 200),
    uid_validity bigint not null,
    last_uid bigint not null check (last_uid >= 0),
    read_at timestamptz not null,
    failure text,
    failed_at timestamptz,
    constraint inbox_failure_has_its_moment check ((failure is null) = (failed_at is null))
);
create table notifications.incoming_mail (
    id uuid primary key,
    folder text not null,
    uid_validity bigint not null,
    uid bigint not null,
    message_id text check (length(message_id) between 1 and 998),
    sender text not null check (length(sender) <= 320),
    subject text not null check (length(subject) <= 500),
    received_at timestamptz not null,
    read_at timestamptz not null,
    kind text not null check (kind in ('Bounce', 'Delay', 'AutoReply', 'Reply', 'Other')),
    outcome text not null check (outcome in ('Noted', 'Marked', 'UnknownSender', 'UnknownThread', 'Ignored', 'Unreadable')),
    mail_id uuid references notifications.mail on delete set null,
    detail text check (length(detail) <= 2000),
    unique (folder, uid_validity, uid)
);
create unique index incoming_mail_message on notifications.incoming_mail (message_id) where message_id is not null;
create index incoming_mail_read on notifications.incoming_mail (read_at desc);

-- A mail the server took over may still come back.
alter table notifications.mail_recipient drop constraint mail_recipient_result_check;
alter table notifications.mail_recipient add constraint mail_recipient_result_check
    check (result in ('Pending', 'Accepted', 'Refused', 'Bounced'));
create index mail_recipient_address on notifications.mail_recipient (lower(address));

-- An address that does not work, until it is mended, answers, or the office says it works again.
create table notifications.address_trouble (
    address text primary key check (address = lower(address) and length(address) between 1 and 320),
    since timestamptz not null,
    status text not null check (length(status) between 1 and 100),
    detail text check (length(detail) <= 2000),
    mail_id uuid not null references notifications.mail on delete cascade
);
