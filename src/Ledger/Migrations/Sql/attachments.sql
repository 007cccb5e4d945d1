-- A file lies with a report or an answer of its own issue.
create function ledger.check_attachment() returns trigger language plpgsql as $$
declare
    of_issue uuid := case tg_table_name
        when 'weekly_report_file' then (to_jsonb(new)->>'issue_id')::uuid
        else (select l.issue_id from ledger.letter l where l.id = (to_jsonb(new)->>'letter_id')::uuid) end;
begin
    if not exists (select from ledger.stored_file f where f.id = new.file_id and f.issue_id = of_issue) then
        raise exception 'the file is of another issue' using errcode = 'check_violation', constraint = 'attachment_of_its_issue';
    end if;
    return new;
end $$;
create trigger attachment_of_its_issue before insert on ledger.weekly_report_file
    for each row execute function ledger.check_attachment();
create trigger attachment_of_its_issue before insert on ledger.letter_answer_file
    for each row execute function ledger.check_attachment();

-- What came with an answer stays with it; what came with a report, as long as the report stands submitted.
create trigger letter_answer_file_is_frozen before update or delete on ledger.letter_answer_file
    for each row execute function ledger.refuse_change();
create function ledger.check_report_file() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' or exists (
        select from ledger.weekly_report r where r.supervision_id = old.supervision_id and r.issue_id = old.issue_id and r.state = 'Submitted') then
        raise exception 'the report is submitted' using errcode = 'restrict_violation', constraint = 'submitted_report_file_is_frozen';
    end if;
    return old;
end $$;
create trigger submitted_report_file_is_frozen before update or delete on ledger.weekly_report_file
    for each row execute function ledger.check_report_file();
