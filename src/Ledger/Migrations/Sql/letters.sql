-- What was approved is what is sent, and what was sent stays as it was sent.
create function ledger.check_letter_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.number is not null then
            raise exception 'letter % has a number and is never deleted', old.id using errcode = 'restrict_violation', constraint = 'letter_is_kept';
        end if;
        return old;
    end if;
    if old.state <> 'Draft' and new.state <> 'Draft'
       and (old.kind, old.title, old.body, old.reply_by, old.written_by) is distinct from (new.kind, new.title, new.body, new.reply_by, new.written_by) then
        raise exception 'letter % is approved: its text is changed as a draft only', old.id using errcode = 'restrict_violation', constraint = 'letter_text_is_approved';
    end if;
    if old.number is not null and (
        (old.series, old.year, old.number, old.sent_at, old.kind, old.title, old.body, old.reply_by, old.addressee, old.unit_id, old.issue_id, old.copied_to, old.signature, old.approved_by)
        is distinct from
        (new.series, new.year, new.number, new.sent_at, new.kind, new.title, new.body, new.reply_by, new.addressee, new.unit_id, new.issue_id, new.copied_to, new.signature, new.approved_by)
        or new.state in ('Draft', 'Approved')) then
        raise exception 'letter % has been sent and is frozen', old.id using errcode = 'restrict_violation', constraint = 'letter_is_frozen';
    end if;
    if old.state in ('Closed', 'Void') and new is distinct from old then
        raise exception 'letter % is closed', old.id using errcode = 'restrict_violation', constraint = 'letter_is_closed';
    end if;
    return new;
end $$;

create trigger letter_is_kept before update or delete on ledger.letter
    for each row execute function ledger.check_letter_change();

-- No gaps, no doubles, whoever wrote the rows: checked when the transaction commits.
create function ledger.check_letter_number() returns trigger language plpgsql as $$
begin
    if new.number is not null then
        if new.number > 1 and not exists (
            select 1 from ledger.letter where series = new.series and year = new.year and number = new.number - 1) then
            raise exception 'number % of % % follows no number', new.number, new.series, new.year using errcode = 'check_violation', constraint = 'letter_number_without_gap';
        end if;
        if not exists (select 1 from ledger.letter_counter where series = new.series and year = new.year and last >= new.number) then
            raise exception 'number % of % % was not drawn', new.number, new.series, new.year using errcode = 'check_violation', constraint = 'letter_number_was_drawn';
        end if;
    end if;
    return null;
end $$;

create constraint trigger letter_number_checked after insert or update on ledger.letter
    deferrable initially deferred for each row execute function ledger.check_letter_number();

-- A number that was drawn is on a letter, or the drawing is undone with its transaction.
create function ledger.check_letter_counter() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from ledger.letter where series = new.series and year = new.year and number = new.last) then
        raise exception 'number % of % % was drawn for no letter', new.last, new.series, new.year using errcode = 'check_violation', constraint = 'letter_number_is_used';
    end if;
    return null;
end $$;

create constraint trigger letter_counter_whole after insert or update on ledger.letter_counter
    deferrable initially deferred for each row execute function ledger.check_letter_counter();
create trigger letter_counter_is_kept before delete on ledger.letter_counter
    for each row execute function ledger.refuse_change();
