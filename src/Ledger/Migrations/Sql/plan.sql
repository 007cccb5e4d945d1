-- The database's side of PlanProgress.PointsBehind; a test holds the two against each other. One expression, so that it is inlined.
create function ledger.points_behind(planned_from date, due_on date, progress integer, today date) returns integer
    language sql immutable
    return case when due_on > planned_from
        then greatest(0, least(100, 100 * (today - planned_from) / (due_on - planned_from)) - progress) else 0 end;

-- The plan of what is in the ledger already began when the issue was given out, or came back. Earlier rectifications stay as they are.
update ledger.measure m set planned_from = (coalesce(
        (select l.done_at from ledger.look_back l where l.issue_id = m.issue_id and l.cycle = m.cycle - 1), i.assigned_at) at time zone 'Asia/Shanghai')::date
from ledger.issue i where i.id = m.issue_id and m.cycle = i.cycle and m.deadline_kind is not null;
