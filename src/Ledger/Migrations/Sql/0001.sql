-- Rules that need more than one row: checked when the transaction commits, whoever wrote the rows.

create unique index ix_person_email_any_case on ledger.person (lower(email));

alter table ledger.person add constraint fk_person_unit_unit_id foreign key (unit_id) references ledger.unit (id)
    deferrable initially deferred;

-- Once assigned, an issue has 1..n measures, each with its deadline, and 1..n lead leaders. (A notice may print a bare
-- heading: such an issue is registered without measures, and cannot be assigned before it has some.)
create function ledger.check_issue(wanted uuid) returns void language plpgsql as $$
declare
    standing text;
begin
    select status into standing from ledger.issue where id = wanted;
    if not found then
        return;
    end if;
    if standing <> 'Registered' then
        if not exists (select 1 from ledger.measure where issue_id = wanted) then
            raise exception 'issue % has no measure', wanted using errcode = 'check_violation', constraint = 'issue_has_measures';
        end if;
        if not exists (select 1 from ledger.issue_lead_leader where issue_id = wanted) then
            raise exception 'issue % has no lead leader', wanted using errcode = 'check_violation', constraint = 'issue_has_lead_leaders';
        end if;
        if exists (select 1 from ledger.measure where issue_id = wanted and deadline_kind is null) then
            raise exception 'issue % has a measure without deadline', wanted using errcode = 'check_violation', constraint = 'assigned_measure_has_deadline';
        end if;
    end if;
    if exists (select 1 from ledger.issue_responsible_unit r join ledger.issue i on i.id = r.issue_id
               where i.id = wanted and i.lead_unit_id = r.unit_id) then
        raise exception 'the lead unit of issue % is also responsible', wanted using errcode = 'check_violation', constraint = 'lead_unit_not_also_responsible';
    end if;
    if (standing = 'Verifying') <> exists (select 1 from ledger.sign_off_round where issue_id = wanted and outcome = 'Pending') then
        raise exception 'issue % verifies without, or waits with, a pending request', wanted using errcode = 'check_violation', constraint = 'verifying_means_pending';
    end if;
end $$;

create function ledger.check_issue_row() returns trigger language plpgsql as $$
begin
    perform ledger.check_issue(new.id);
    return null;
end $$;

create function ledger.check_issue_part() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform ledger.check_issue(old.issue_id);
    end if;
    if tg_op <> 'DELETE' then
        perform ledger.check_issue(new.issue_id);
    end if;
    return null;
end $$;

create constraint trigger issue_whole after insert or update on ledger.issue
    deferrable initially deferred for each row execute function ledger.check_issue_row();
create constraint trigger issue_whole after insert or update or delete on ledger.measure
    deferrable initially deferred for each row execute function ledger.check_issue_part();
create constraint trigger issue_whole after insert or update or delete on ledger.issue_lead_leader
    deferrable initially deferred for each row execute function ledger.check_issue_part();
create constraint trigger issue_whole after insert or update or delete on ledger.issue_responsible_unit
    deferrable initially deferred for each row execute function ledger.check_issue_part();
create constraint trigger issue_whole after insert or update or delete on ledger.sign_off_round
    deferrable initially deferred for each row execute function ledger.check_issue_part();

-- What has been decided stays as it was decided; what happened stays as it was written.
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% rows are never changed or deleted', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger history_is_append_only before update or delete on ledger.history_entry
    for each row execute function ledger.refuse_change();
create trigger history_is_not_truncated before truncate on ledger.history_entry
    for each statement execute function ledger.refuse_change();
create trigger decided_round_is_frozen before update or delete on ledger.sign_off_round
    for each row when (old.outcome <> 'Pending') execute function ledger.refuse_change();
create trigger notice_source_is_frozen before update or delete on ledger.notice_source
    for each row execute function ledger.refuse_change();
create trigger printed_figure_is_frozen before update or delete on ledger.printed_figure
    for each row execute function ledger.refuse_change();
