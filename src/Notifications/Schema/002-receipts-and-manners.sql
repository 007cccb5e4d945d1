-- Keys this room signs with; made here once, so that every host on this database has the same.
create table notifications.secret (
    name text primary key check (length(name) between 1 and 100),
    value bytea not null check (length(value) = 32)
);
insert into notifications.secret (name, value)
values ('receipt-links', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

-- Who is asked to sign for what, and whether he has. One row per subject and reader, however often he is reminded.
create table notifications.receipt (
    id uuid primary key,
    subject text not null check (length(subject) <= 200 and subject ~ '^[a-z][a-z0-9-]*/.'),
    address text not null check (length(address) between 1 and 320 and address !~ '[[:cntrl:]]'),
    name text not null check (length(name) <= 200 and name !~ '[[:cntrl:]]'),
    offered_at timestamptz not null,
    expires_at timestamptz not null,
    signed_at timestamptz,
    signed_by text check (length(signed_by) between 1 and 200),
    constraint receipt_expires_after_offer check (expires_at > offered_at),
    constraint receipt_signed_has_moment_and_signer check ((signed_at is null) = (signed_by is null))
);
create unique index receipt_one_per_subject_and_reader on notifications.receipt (subject, lower(address));

-- A signature is proof: once given it stays as it was given.
create function notifications.keep_signature() returns trigger language plpgsql as $$
begin
    if old.signed_at is not null then
        raise exception 'a receipt that is signed stays as it is' using errcode = 'restrict_violation';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger receipt_signature_stays before update or delete on notifications.receipt
    for each row execute function notifications.keep_signature();

alter table notifications.mail add receipt_id uuid references notifications.receipt;
create index mail_receipt on notifications.mail (receipt_id) where receipt_id is not null;

-- When mails that can wait may arrive.
alter table notifications.mail add can_wait boolean not null default false;
create table notifications.delivery_manners (
    only_row boolean primary key default true check (only_row),
    quiet_from time not null,
    quiet_until time not null,
    working_days_only boolean not null,
    saved_at timestamptz not null,
    saved_by text not null check (length(saved_by) between 1 and 200)
);
create table notifications.reader_choice (
    address text primary key check (address = lower(address) and length(address) between 1 and 320),
    deliver_at time not null,
    saved_at timestamptz not null
);
