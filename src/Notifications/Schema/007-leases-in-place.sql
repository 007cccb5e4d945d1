-- Taking a mail costs the database one write in place: what a lease changes stands in no index, and the page has room for it.
-- A mail somebody has in hand therefore stays among those that wait; whoever looks for one passes it over.
alter table notifications.mail drop constraint held_has_owner_and_lease;
alter table notifications.mail drop constraint mail_state_check;
drop index notifications.mail_held;
update notifications.mail set state = 'Waiting' where state = 'Held';
alter table notifications.mail add constraint mail_state_check check (state in ('Waiting', 'Sent', 'Buried'));
alter table notifications.mail add constraint lease_has_owner_and_mail_waits
    check ((owner is null) = (lease_until is null) and (owner is null or state = 'Waiting'));
alter table notifications.mail set (fillfactor = 50);
alter table notifications.mail_recipient set (fillfactor = 60);

-- The same rules said so that they are checked faster: a counted repetition makes the expression a machine of hundreds of states,
-- built anew for every row that is written.
alter table notifications.mail drop constraint mail_kind_check, drop constraint mail_thread_check;
alter table notifications.mail
    add constraint mail_kind_check check (kind ~ '^[A-Za-z][A-Za-z0-9]*$' and length(kind) <= 64),
    add constraint mail_thread_check check (thread ~ '^[A-Za-z0-9][A-Za-z0-9._-]*$' and length(thread) <= 128);
