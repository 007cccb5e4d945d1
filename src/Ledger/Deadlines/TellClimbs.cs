using Ledger.Issues;
using Ledger.Units;
using Npgsql;

namespace Ledger.Deadlines;

/// <summary>A measure somebody has to be told of.</summary>
public sealed record ToldMeasure(
    long ClimbId, Guid MeasureId, Guid RoundId, Guid IssueId, int Number, string Title, string LeadUnit, int Ordinal, string Text,
    DateOnly Deadline, DateOnly DueOn, bool Provisional, string Step, int Occurrence, bool IsOverdue, Light Light);

/// <summary>Everything one person has to be told of, by deadline and issue.</summary>
public sealed record Telling(Person Person, IReadOnlyList<ToldMeasure> Measures);

/// <summary>Climbs that no mail says yet, person by person, so that one mail can say all. Who has left is told nothing any more.</summary>
public static class TellClimbs
{
    private const string Next = """
        with reader as (
            select distinct person_id from ledger.ladder_climb join ledger.person on person.id = person_id and left_on is null
            where paper = 'Mail' and mail_key is null and person_id > @after order by person_id limit @people
        )
        select p.id, p.name, p.title, p.email, p.culture, c.id, i.id, i.number, i.heading, left(i.text, 80), u.name,
            m.ordinal, m.text, m.deadline, c.due_on, m.due_provisional, c.step, c.occurrence, c.is_overdue, c.light, m.id, i.round_id
        from reader join ledger.ladder_climb c on c.person_id = reader.person_id and c.paper = 'Mail' and c.mail_key is null
        join ledger.person p on p.id = c.person_id
        join ledger.measure m on m.id = c.measure_id
        join ledger.issue i on i.id = c.issue_id
        join ledger.unit u on u.id = i.lead_unit_id
        order by p.id, c.due_on, i.number, i.id, m.ordinal
        for update of c skip locked
        """;

    /// <summary>The next <paramref name="people"/> people after <paramref name="after"/>, their climbs locked; another run passes over them.</summary>
    public static async Task<IReadOnlyList<Telling>> NextAsync(
        NpgsqlTransaction transaction, Guid after, int people, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Next, transaction.Connection, transaction);
        command.Parameters.AddWithValue("after", after);
        command.Parameters.AddWithValue("people", people);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tellings = new List<(Person Person, List<ToldMeasure> Measures)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (tellings.Count == 0 || tellings[^1].Person.Id != reader.GetGuid(0))
            {
                tellings.Add((PersonOf(reader), []));
            }

            tellings[^1].Measures.Add(MeasureOf(reader));
        }

        return tellings.ConvertAll(t => new Telling(t.Person, t.Measures));
    }

    /// <summary>Notes which mail says them.</summary>
    public static async Task MarkAsync(
        NpgsqlTransaction transaction, IReadOnlyList<(long ClimbId, string MailKey)> told, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "update ledger.ladder_climb c set mail_key = told.key from unnest(@ids, @keys) as told (id, key) where c.id = told.id",
            transaction.Connection, transaction);
        command.Parameters.AddWithValue("ids", told.Select(t => t.ClimbId).ToArray());
        command.Parameters.AddWithValue("keys", told.Select(t => t.MailKey).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
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
