using Ledger.Issues;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Deadlines;

/// <summary>One day that deadlines of a ladder run to, and how many open measures share it.</summary>
public sealed record LadderDay(Guid LadderId, DateOnly DueOn, int Measures);

/// <summary>A letter the ladder asks for.</summary>
/// <param name="Key">Names this very wish for ever: issue, ladder, step, occurrence, deadline.</param>
/// <param name="Measures">Ordinals of the open measures that run to the day.</param>
public sealed record LetterWish(string Key, Guid IssueId, LadderPaper Paper, DateOnly DueOn, int Occurrence, IReadOnlyList<int> Measures);

/// <summary>
/// Writes down what the ladder owes by today. The rule is <see cref="Ladder"/>, asked once for each day deadlines run to; who
/// the recipients are and what has gone out already the database knows, so half a million measures cost a few statements.
/// </summary>
public static class ClimbLadder
{
    private const string Due = """
        select m.id as measure_id, m.ordinal, m.due_on, i.id as issue_id, i.lead_unit_id, coalesce(x.ladder_id, own.id, @default) as ladder_id
        from ledger.measure m join ledger.issue i on i.id = m.issue_id
        left join ledger.ladder_exception x on x.issue_id = i.id
        left join ledger.ladder own on own.round_id = i.round_id
        where m.status = 'Open' and m.deadline_kind <> 'LongTerm' and i.status = any(@open)
            and (x.silent_until is null or x.silent_until < @today)
        """;

    private const string Rungs = """
        select * from unnest(@ladder, @due, @role, @step, @occurrence, @day, @overdue, @light, @paper)
            as given (ladder_id, due_on, role, step, occurrence, rung_day, is_overdue, light, paper)
        """;

    // A ladder is climbed, never descended: whoever has heard a rung of this day or a later one hears no earlier one, whatever
    // the clock or a changed ladder says. The people are looked up measure by measure, by index: a join of all with all would
    // be planned by guess and grow with the square of the ledger.
    private const string Mails = $"""
        with rung as ({Rungs}), due as materialized ({Due} and m.due_on = any(@days))
        insert into ledger.ladder_climb
            (issue_id, measure_id, due_on, ladder_id, step, occurrence, person_id, paper, is_overdue, light, rung_day, climbed_on)
        select distinct on (d.measure_id, f.person_id)
            d.issue_id, d.measure_id, d.due_on, d.ladder_id, r.step, r.occurrence, f.person_id, r.paper, r.is_overdue, r.light, r.rung_day, @today
        from due d
        join rung r on r.ladder_id = d.ladder_id and r.due_on = d.due_on
        cross join lateral (
            select l.person_id from ledger.unit_liaison l where r.role = 1 and l.unit_id = d.lead_unit_id
            union all
            select u.head_id from ledger.unit u where r.role = 2 and u.id = d.lead_unit_id and u.head_id is not null
            union all
            select l.person_id from ledger.issue_lead_leader l where r.role = 4 and l.issue_id = d.issue_id
            union all
            select l.person_id from ledger.issue_responsible_unit s join ledger.unit_liaison l on l.unit_id = s.unit_id
            where r.role = 8 and s.issue_id = d.issue_id
            union all
            select l.person_id from ledger.unit o join ledger.unit_liaison l on l.unit_id = o.id where r.role = 16 and o.is_office
            union all
            select l.person_id from ledger.ladder_listener l where r.role = 0 and l.issue_id = d.issue_id
        ) f
        where not exists (select from ledger.ladder_climb c
            where c.paper = 'Mail' and c.measure_id = d.measure_id and c.due_on = d.due_on and c.person_id = f.person_id and c.rung_day >= r.rung_day)
        order by d.measure_id, f.person_id, r.rung_day desc, r.occurrence desc
        on conflict do nothing
        """;

    private const string Letters = $"""
        with rung as ({Rungs}), due as materialized ({Due} and m.due_on = any(@days)),
        wished as (
            insert into ledger.ladder_climb
                (issue_id, due_on, ladder_id, step, occurrence, unit_id, paper, is_overdue, light, rung_day, climbed_on)
            select distinct d.issue_id, d.due_on, d.ladder_id, r.step, r.occurrence, d.lead_unit_id, r.paper, r.is_overdue, r.light, r.rung_day, @today
            from due d join rung r on r.ladder_id = d.ladder_id and r.due_on = d.due_on
            where not exists (select from ledger.ladder_climb c
                where c.paper = r.paper and c.issue_id = d.issue_id and c.due_on = d.due_on and c.rung_day >= r.rung_day)
            on conflict do nothing
            returning issue_id, due_on, ladder_id, step, occurrence, paper
        )
        select w.issue_id, w.due_on, w.ladder_id, w.step, w.occurrence, w.paper, array_agg(d.ordinal order by d.ordinal)
        from wished w join due d on d.issue_id = w.issue_id and d.due_on = w.due_on
        group by w.issue_id, w.due_on, w.ladder_id, w.step, w.occurrence, w.paper
        order by w.issue_id, w.due_on
        """;

    /// <summary>The days to look at, of measures due by <paramref name="until"/>.</summary>
    public static async Task<IReadOnlyList<LadderDay>> DaysAsync(
        NpgsqlTransaction transaction, DateOnly today, DateOnly until, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"select ladder_id, due_on, count(*)::int from ({Due} and m.due_on <= @until) due group by ladder_id, due_on order by due_on, ladder_id",
            transaction.Connection, transaction);
        command.Parameters.AddWithValue("default", Ladder.DefaultId);
        command.Parameters.AddWithValue("open", OpenIssues.Names);
        command.Parameters.AddWithValue("today", today);
        command.Parameters.AddWithValue("until", until);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var days = new List<LadderDay>();
        while (await reader.ReadAsync(cancellationToken))
        {
            days.Add(new LadderDay(reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1), reader.GetInt32(2)));
        }

        return days;
    }

    /// <summary>Writes the mails owed for these days; answers how many climbs are new.</summary>
    public static async Task<int> MailsAsync(
        NpgsqlTransaction transaction, IReadOnlyList<LadderDay> days, LadderShelf shelf, DateOnly today, CancellationToken cancellationToken)
    {
        var rungs = days.SelectMany(day => shelf[day.LadderId].MailsDue(day.DueOn, today, shelf.Calendar).Select(due => (day, due.Role, due.Rung))).ToList();
        if (rungs.Count == 0)
        {
            return 0;
        }

        await using var command = CommandFor(Mails, transaction, rungs, today);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes the letters owed for these days; answers those that are new.</summary>
    public static async Task<IReadOnlyList<LetterWish>> LettersAsync(
        NpgsqlTransaction transaction, IReadOnlyList<LadderDay> days, LadderShelf shelf, DateOnly today, CancellationToken cancellationToken)
    {
        var rungs = days.SelectMany(day => shelf[day.LadderId].LettersDue(day.DueOn, today, shelf.Calendar).Select(rung => (day, Audience.None, rung))).ToList();
        var wishes = new List<LetterWish>();
        if (rungs.Count == 0)
        {
            return wishes;
        }

        await using var command = CommandFor(Letters, transaction, rungs, today);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (issue, dueOn, ladder, step, occurrence) =
                (reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1), reader.GetGuid(2), reader.GetString(3), reader.GetInt32(4));
            wishes.Add(new LetterWish(
                FormattableString.Invariant($"ladder/{issue:n}/{ladder:n}/{step}/{occurrence}/{dueOn:yyyy-MM-dd}"),
                issue, Enum.Parse<LadderPaper>(reader.GetString(5)), dueOn, occurrence, reader.GetFieldValue<int[]>(6)));
        }

        return wishes;
    }

    private static NpgsqlCommand CommandFor(
        string sql, NpgsqlTransaction transaction, IReadOnlyList<(LadderDay Day, Audience Role, Rung Rung)> rungs, DateOnly today)
    {
#pragma warning disable CA2100 // the constants above
        var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
#pragma warning restore CA2100
        var to = command.Parameters;
        to.AddWithValue("default", Ladder.DefaultId);
        to.AddWithValue("open", OpenIssues.Names);
        to.AddWithValue("today", today);
        to.AddWithValue("days", rungs.Select(r => r.Day.DueOn).Distinct().ToArray());
        to.AddWithValue("ladder", rungs.Select(r => r.Day.LadderId).ToArray());
        to.AddWithValue("due", rungs.Select(r => r.Day.DueOn).ToArray());
        to.AddWithValue("role", rungs.Select(r => (int)r.Role).ToArray());
        to.AddWithValue("step", rungs.Select(r => r.Rung.Step.Code).ToArray());
        to.AddWithValue("occurrence", rungs.Select(r => r.Rung.Occurrence).ToArray());
        to.AddWithValue("day", rungs.Select(r => r.Rung.Day).ToArray());
        to.AddWithValue("overdue", rungs.Select(r => r.Rung.Step.IsOverdue).ToArray());
        to.AddWithValue("light", NpgsqlDbType.Array | NpgsqlDbType.Text, rungs.Select(r => r.Rung.Step.Light.ToString()).ToArray());
        to.AddWithValue("paper", NpgsqlDbType.Array | NpgsqlDbType.Text, rungs.Select(r => r.Rung.Step.Paper.ToString()).ToArray());
        return command;
    }
}
