-- Signing off in full: rules that look at more than one row, and what stays as it was written.

-- Requests that wait under the earlier life cycle wait for the office: the step they stand at, as a row.
insert into ledger.sign_off_step (id, round_id, ordinal, kind, task_name, opened_at, outcome)
select gen_random_uuid(), id, 1, 'Verify', 'verify-sign-off', applied_at, 'Open' from ledger.sign_off_round where outcome = 'Pending';

-- Who applied decides at no step of his own request; a person who applied is not spoken for either.
create function ledger.check_sign_off_decision() returns trigger language plpgsql as $$
begin
    if exists (select 1 from ledger.sign_off_round r where r.id = new.round_id
               and (r.applied_by = new.actor_id or r.applied_by_person_id = new.for_person_id)) then
        raise exception 'the applicant decides on his own request' using errcode = 'check_violation', constraint = 'sign_off_decision_not_on_his_own_request';
    end if;
    if not exists (select 1 from ledger.sign_off_step s where s.id = new.step_id and s.round_id = new.round_id) then
        raise exception 'the step is of another round' using errcode = 'check_violation', constraint = 'sign_off_decision_of_its_round';
    end if;
    return new;
end $$;
create trigger sign_off_decision_rules before insert on ledger.sign_off_decision
    for each row execute function ledger.check_sign_off_decision();
create trigger sign_off_decision_is_frozen before update or delete on ledger.sign_off_decision
    for each row execute function ledger.refuse_change();
create trigger closed_step_is_frozen before update or delete on ledger.sign_off_step
    for each row when (old.outcome <> 'Open') execute function ledger.refuse_change();
create trigger recorded_site_check_is_frozen before update or delete on ledger.site_check
    for each row when (old.recorded_at is not null) execute function ledger.refuse_change();
create trigger handed_in_evidence_is_frozen before update or delete on ledger.evidence
    for each row when (old.round_id is not null) execute function ledger.refuse_change();
create trigger decided_extension_is_frozen before update or delete on ledger.extension_request
    for each row when (old.outcome in ('Granted', 'Refused')) execute function ledger.refuse_change();
create trigger done_look_back_is_frozen before update or delete on ledger.look_back
    for each row when (old.outcome <> 'Pending') execute function ledger.refuse_change();

-- A rebound leaves the earlier rectification as it was.
create function ledger.check_measure_cycle() returns trigger language plpgsql as $$
begin
    if exists (select 1 from ledger.issue i where i.id = old.issue_id and i.cycle > old.cycle) then
        raise exception 'the measure belongs to a rectification that is over' using errcode = 'restrict_violation', constraint = 'earlier_measure_is_frozen';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger earlier_measure_is_frozen before update or delete on ledger.measure
    for each row execute function ledger.check_measure_cycle();

-- An evidence's measure is of its issue; an extension's too, and no measure is granted more than its round allows.
create function ledger.check_measure_of_issue() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from ledger.measure m where m.id = new.measure_id and m.issue_id = new.issue_id) then
        raise exception 'the measure is of another issue' using errcode = 'check_violation', constraint = 'measure_of_its_issue';
    end if;
    return new;
end $$;
create trigger evidence_of_its_issue before insert or update on ledger.evidence
    for each row execute function ledger.check_measure_of_issue();
create trigger extension_of_its_issue before insert or update on ledger.extension_request
    for each row execute function ledger.check_measure_of_issue();

create function ledger.check_extension_count() returns trigger language plpgsql as $$
begin
    if new.outcome = 'Granted' and
       (select count(*) from ledger.extension_request e where e.measure_id = new.measure_id and e.outcome = 'Granted' and e.id <> new.id)
       >= (select coalesce((r.settings #>> '{signOff,extensionsPerMeasure}')::int, 2)
           from ledger.issue i join ledger.inspection_round r on r.id = i.round_id where i.id = new.issue_id) then
        raise exception 'the measure has been extended often enough' using errcode = 'check_violation', constraint = 'extension_request_at_most_so_often';
    end if;
    return new;
end $$;
create trigger extension_request_at_most_so_often before insert or update on ledger.extension_request
    for each row execute function ledger.check_extension_count();
