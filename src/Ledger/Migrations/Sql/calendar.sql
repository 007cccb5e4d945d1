-- The calendar's rule in the database: what WorkingCalendar says in code, so that a date written by whatever way is judged alike.

create function ledger.is_working_day(wanted date) returns boolean language sql stable as $$
    select coalesce(
        (select not is_off from ledger.calendar_override where day = wanted),
        (select not is_off from ledger.calendar_day where day = wanted),
        extract(isodow from wanted) < 6)
$$;

create function ledger.next_working_day(wanted date) returns date language plpgsql stable as $$
begin
    while not ledger.is_working_day(wanted) loop
        wanted := wanted + 1;
    end loop;
    return wanted;
end $$;

-- A deadline on a day off runs to the next working day; in a year whose table is missing that is not yet sure.
create function ledger.settle_deadline() returns trigger language plpgsql as $$
begin
    if new.deadline is null then
        new.due_on := null;
        new.due_provisional := false;
        return new;
    end if;
    new.due_on := ledger.next_working_day(new.deadline);
    new.due_provisional := exists (
        select from unnest(array[extract(year from new.deadline)::int, extract(year from new.due_on)::int]) as wanted (year)
        where wanted.year not in (select year from ledger.calendar_year));
    return new;
end $$;

create trigger deadline_settled before insert or update of deadline, due_on, due_provisional on ledger.measure
    for each row execute function ledger.settle_deadline();

update ledger.measure set deadline = deadline where deadline is not null;

-- The constraint that follows in the migration cannot be added while checks of these rows still wait for the commit.
set constraints all immediate;
set constraints all deferred;
