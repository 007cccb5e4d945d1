-- A closed record stays as it was closed; of its decisions only what came of them is still written, once.
create trigger closed_meeting_is_frozen before update or delete on ledger.scheduling_meeting
    for each row when (old.closed_at is not null) execute function ledger.refuse_change();

create function ledger.check_decision_change() returns trigger language plpgsql as $$
begin
    if old.done_at is not null then
        raise exception 'decision % is done', old.id using errcode = 'restrict_violation', constraint = 'decision_is_done';
    end if;
    if tg_op = 'DELETE' or (old.meeting_id, old.ordinal, old.issue_id, old.text, old.owner_id, old.owner_name, old.due_on)
        is distinct from (new.meeting_id, new.ordinal, new.issue_id, new.text, new.owner_id, new.owner_name, new.due_on) then
        if exists (select 1 from ledger.scheduling_meeting where id = old.meeting_id and closed_at is not null) then
            raise exception 'decision % stands in a closed record', old.id using errcode = 'restrict_violation', constraint = 'decision_is_frozen';
        end if;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

create trigger decision_is_kept before update or delete on ledger.meeting_decision
    for each row execute function ledger.check_decision_change();

create function ledger.check_new_decision() returns trigger language plpgsql as $$
begin
    if exists (select 1 from ledger.scheduling_meeting where id = new.meeting_id and closed_at is not null) then
        raise exception 'the record of meeting % is closed', new.meeting_id using errcode = 'restrict_violation', constraint = 'decision_after_close';
    end if;
    return new;
end $$;

create trigger decision_before_close before insert on ledger.meeting_decision
    for each row execute function ledger.check_new_decision();
