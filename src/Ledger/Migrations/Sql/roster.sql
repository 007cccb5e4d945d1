-- The roster: who has left and what was removed holds nothing any more. Rules of more than one row are checked at commit.

-- A post's address may pass to a successor.
drop index ledger.ix_person_email_any_case;
create unique index ix_person_email_any_case on ledger.person (lower(email)) where left_on is null;

create function ledger.check_person(wanted uuid) returns void language plpgsql as $$
declare
    somebody ledger.person;
begin
    select * into somebody from ledger.person where id = wanted;
    if not found then
        return;
    end if;
    if exists (select 1 from ledger.unit where head_id = wanted and id is distinct from somebody.unit_id) then
        raise exception 'the head % does not belong to his unit', wanted using errcode = 'check_violation', constraint = 'head_belongs_to_his_unit';
    end if;
    if exists (select 1 from ledger.unit_liaison where person_id = wanted and unit_id is distinct from somebody.unit_id) then
        raise exception 'the liaison % does not belong to his unit', wanted using errcode = 'check_violation', constraint = 'liaison_belongs_to_his_unit';
    end if;
    if somebody.left_on is null then
        if exists (select 1 from ledger.unit where id = somebody.unit_id and removed_on is not null) then
            raise exception 'the unit of person % has been removed', wanted using errcode = 'check_violation', constraint = 'removed_unit_is_empty';
        end if;
    elsif exists (select 1 from ledger.unit where head_id = wanted)
        or exists (select 1 from ledger.unit_liaison where person_id = wanted)
        or exists (select 1 from ledger.issue_lead_leader l join ledger.issue i on i.id = l.issue_id
                   where l.person_id = wanted and i.signed_off_at is null) then
        raise exception 'person % has left and holds nothing', wanted using errcode = 'check_violation', constraint = 'who_left_holds_nothing';
    end if;
end $$;

create function ledger.check_unit(wanted uuid) returns void language plpgsql as $$
begin
    if not exists (select 1 from ledger.unit where id = wanted and removed_on is not null) then
        return;
    end if;
    if exists (select 1 from ledger.person where unit_id = wanted and left_on is null) then
        raise exception 'unit % is removed and has people', wanted using errcode = 'check_violation', constraint = 'removed_unit_is_empty';
    end if;
    if exists (select 1 from ledger.issue where lead_unit_id = wanted and signed_off_at is null)
        or exists (select 1 from ledger.issue_responsible_unit r join ledger.issue i on i.id = r.issue_id
                   where r.unit_id = wanted and i.signed_off_at is null) then
        raise exception 'unit % is removed and has open issues', wanted using errcode = 'check_violation', constraint = 'removed_unit_has_no_open_issue';
    end if;
end $$;

create function ledger.check_roster_row() returns trigger language plpgsql as $$
begin
    case tg_table_name
        when 'person' then perform ledger.check_person(new.id);
        when 'unit_liaison' then perform ledger.check_person(new.person_id);
        when 'issue_lead_leader' then perform ledger.check_person(new.person_id);
        when 'unit' then
            perform ledger.check_unit(new.id);
            perform ledger.check_person(new.head_id);
        when 'issue' then perform ledger.check_unit(new.lead_unit_id);
        when 'issue_responsible_unit' then perform ledger.check_unit(new.unit_id);
    end case;
    return null;
end $$;

create constraint trigger roster_whole after insert or update on ledger.person
    deferrable initially deferred for each row execute function ledger.check_roster_row();
create constraint trigger roster_whole after insert or update on ledger.unit
    deferrable initially deferred for each row execute function ledger.check_roster_row();
create constraint trigger roster_whole after insert or update on ledger.unit_liaison
    deferrable initially deferred for each row execute function ledger.check_roster_row();
create constraint trigger roster_whole after insert or update on ledger.issue_lead_leader
    deferrable initially deferred for each row execute function ledger.check_roster_row();
create constraint trigger roster_whole after insert or update of lead_unit_id on ledger.issue
    deferrable initially deferred for each row when (new.lead_unit_id is not null) execute function ledger.check_roster_row();
create constraint trigger roster_whole after insert or update on ledger.issue_responsible_unit
    deferrable initially deferred for each row execute function ledger.check_roster_row();

create trigger roster_history_is_append_only before update or delete on ledger.roster_entry
    for each row execute function ledger.refuse_change();
create trigger roster_history_is_not_truncated before truncate on ledger.roster_entry
    for each statement execute function ledger.refuse_change();
