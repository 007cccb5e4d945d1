-- Nothing looks recipients up by address alone; the index only made writing them slower.
drop index notifications.mail_recipient_address;
