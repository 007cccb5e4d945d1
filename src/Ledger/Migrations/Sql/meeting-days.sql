-- Meetings opened before days and places were kept: the working afternoon after the half month's first day.
update ledger.scheduling_meeting set place = '整改办会议室', meets_at = (half_month_from + 1 + time '15:00') at time zone 'Asia/Shanghai';
