-- The newest refresh token of a mailbox, where the token endpoint changes it with each use; sealed with the one in the settings.
create table notifications.renewal_token (
    origin bytea primary key check (length(origin) = 32),
    sealed bytea not null check (length(sealed) > 28),
    saved_at timestamptz not null
);
