using Ledger.Issues;
using Ledger.Units;
using Npgsql;

namespace Ledger.Deadlines;

/// <summary>A measure somebody has to be told of.</summary>
public sealed record ToldMeasure(
    long ClimbId, Guid MeasureId, Guid RoundId, Guid IssueId, int Number, string Title, string LeadUnit, int Ordinal, string Text,
    DateOnly Deadline, DateOnly DueOn, bool Provisional, string Step, int Occurrence, bool IsOverdue, Light Light);

/// <summary>What one person has to be told of, by deadline and issue.</summary>
/// <param name="MailKey">Names the mail that says it: the person and the first climb it says, which no other mail will.</param>
/// <param name="Measures">Those of the most urgent matters, as many as one mail can name.</param>
/// <param name="Matters">How many matters (an issue and a deadline) there are in all.</param>
public sealed record Telling(Person Person, string MailKey, IReadOnlyList<ToldMeasure> Measures, int Matters);

/// <summary>Climbs that no mail says yet, person by person, so that one mail can say all. Who has left is told nothing any more.</summary>
public static class TellClimbs
{
    // Which mail says a climb is noted here too, where the climbs are: they may be many times the few that a mail names.
    // The people are given as an array, so that their climbs are found by index whatever the planner believes: the climbs of this
    // run are in no statistics yet, and a join with them would look at all for each person.
    private const string Next = """
        with reader as (
            select distinct person_id from ledger.ladder_climb join ledger.person on person.id = person_id and left_on is null
            where paper = 'Mail' and mail_key is null and person_id > @after order by person_id limit @people
        ), owed as materialized (
            select c.* from ledger.ladder_climb c
            where c.person_id = any(array(select person_id from reader)) and c.paper = 'Mail' and c.mail_key is null
            for update skip locked
        ), ranked as materialized (
            select owed.*, dense_rank() over (partition by owed.person_id order by owed.due_on, i.number, i.id) as matter,
                'ladder/' || replace(owed.person_id::text, '-', '') || '/' || min(owed.id) over (partition by owed.person_id) as key
            from owed join ledger.issue i on i.id = owed.issue_id
        ), told as (
            update ledger.ladder_climb c set mail_key = ranked.key from ranked where c.id = ranked.id
        )
        select p.id, p.name, p.title, p.email, p.culture, c.id, i.id, i.number, i.heading, left(i.text, 80), u.name,
            m.ordinal, m.text, m.deadline, c.due_on, m.due_provisional, c.step, c.occurrence, c.is_overdue, c.light, m.id, i.round_id,
            c.key, c.matters
        from (select ranked.*, max(matter) over (partition by person_id)::int as matters from ranked) c
        join ledger.person p on p.id = c.person_id
        join ledger.measure m on m.id = c.measure_id
        join ledger.issue i on i.id = c.issue_id
        join ledger.unit u on u.id = i.lead_unit_id
        where c.matter <= @named
        order by p.id, c.matter, m.ordinal
        """;

    /// <summary>
    /// The next <paramref name="people"/> people after <paramref name="after"/>, their climbs noted as told by the mail of the
    /// telling; another run passes over them. The caller writes the mails in the same transaction.
    /// </summary>
    /// <param name="named">How many matters a mail can name.</param>
    public static async Task<IReadOnlyList<Telling>> NextAsync(
        NpgsqlTransaction transaction, Guid after, int people, int named, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Next, transaction.Connection, transaction);
        command.Parameters.AddWithValue("after", after);
        command.Parameters.AddWithValue("people", people);
        command.Parameters.AddWithValue("named", named);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tellings = new List<Telling>();
        var measures = new List<ToldMeasure>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (tellings.Count == 0 || tellings[^1].Person.Id != reader.GetGuid(0))
            {
                tellings.Add(new Telling(PersonOf(reader), reader.GetString(22), measures = [], reader.GetInt32(23)));
            }

            measures.Add(MeasureOf(reader));
        }

        return tellings;
    }

    private static Person PersonOf(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        Title = row.GetString(2),
        Email = row.GetString(3),
        Culture = row.GetString(4),
    };

    private static ToldMeasure MeasureOf(NpgsqlDataReader row) => new(
        row.GetInt64(5), row.GetGuid(20), row.GetGuid(21), row.GetGuid(6), row.GetInt32(7), IssueTitle.Of(row.IsDBNull(8) ? null : row.GetString(8), row.GetString(9)), row.GetString(10),
        row.GetInt32(11), row.GetString(12), row.GetFieldValue<DateOnly>(13), row.GetFieldValue<DateOnly>(14), row.GetBoolean(15),
        row.GetString(16), row.GetInt32(17), row.GetBoolean(18), Enum.Parse<Light>(row.GetString(19)));
}
