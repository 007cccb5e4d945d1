-- What a mail said is kept for a time, that it was sent for ever: see Retention.
alter table notifications.mail add contents_dropped_at timestamptz;
alter table notifications.mail add constraint contents_dropped_once_settled check (contents_dropped_at is null or state in ('Sent', 'Buried'));
alter table notifications.mail add constraint contents_stay_where_somebody_signs check (contents_dropped_at is null or receipt_id is null);
alter table notifications.mail_content alter html drop not null, alter text drop not null;
alter table notifications.mail_file alter content drop not null;
create index mail_attachment_file on notifications.mail_attachment (sha256);
