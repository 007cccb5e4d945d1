-- Weeks opened before cut-offs existed: Friday, five in the afternoon; those behind us are closed without judging anybody.
update ledger.weekly_supervision set cut_off_at = (week_of + 4 + time '17:00') at time zone 'Asia/Shanghai';
update ledger.weekly_supervision set closed_at = cut_off_at where cut_off_at < now();
update ledger.weekly_duty duty set unit_id = issue.lead_unit_id from ledger.issue issue where issue.id = duty.issue_id;
