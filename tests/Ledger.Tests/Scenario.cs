using Ledger.Assigning;
using Ledger.History;
using Ledger.Issues;
using Ledger.Rounds;
using Ledger.Storage;
using Ledger.Units;
using Npgsql;
using Testing;

namespace Ledger.Tests;

/// <summary>A small ledger to stand on: one round, an office, two units, a leader, and issues raised by the rules themselves.</summary>
internal sealed class Scenario
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly Today = new(2026, 3, 2);

    public static readonly Actor Office = new("office-1", "整改办甲", Role.Office);

    public Unit LeadUnit { get; } = new() { Id = Guid.NewGuid(), Name = "市水利和湖泊局" };

    public Unit OtherUnit { get; } = new() { Id = Guid.NewGuid(), Name = "市财政局" };

    public Person Leader { get; } = Somebody("李示范", "副市长");

    public Person Liaison { get; } = Somebody("王示范", "联络员");

    public InspectionRound Round { get; } = new()
    {
        Id = Guid.NewGuid(),
        Title = "示范通报",
        InspectedBody = "示范市委",
        RegisteredAt = Now,
    };

    public Actor LiaisonActor => new("liaison-1", Liaison.Name, Role.Liaison, LeadUnit.Id);

    public RosterExcerpt Roster => new(
        new Dictionary<Guid, Unit> { [LeadUnit.Id] = LeadUnit, [OtherUnit.Id] = OtherUnit },
        new Dictionary<Guid, Person> { [Leader.Id] = Leader });

    public static Task<TestDatabase> DatabaseAsync(CancellationToken cancellationToken) =>
        TestDatabase.CreateAsync("ledger", connection => LedgerSchema.MigrateAsync(connection, CancellationToken.None), cancellationToken);

    public Issue Registered(int number = 1, int measures = 2)
    {
        var id = Guid.CreateVersion7(Now);
        var issue = new Issue
        {
            Id = id,
            RoundId = Round.Id,
            Number = number,
            Text = "一是压实工作责任；二是建立长效机制。",
            WorkflowInstanceId = Issue.InstanceIdOf(id),
            RegisteredAt = Now,
        };
        issue.Measures.AddRange(Enumerable.Range(1, measures).Select(ordinal => new Measure
        {
            Id = Guid.NewGuid(),
            IssueId = id,
            Ordinal = ordinal,
            Text = $"措施{ordinal}",
        }));
        return issue;
    }

    public Assignment Assignment(Issue issue, DateOnly? deadline = null) => new(
        LeadUnit.Id,
        [Leader.Id],
        [OtherUnit.Id],
        [.. issue.Measures.Select(m => new MeasureTerm(m.Ordinal, DeadlineKind.Dated, deadline ?? Today.AddDays(30)))]);

    public Issue Assigned(int number = 1, int measures = 2, DateOnly? deadline = null)
    {
        var issue = Registered(number, measures);
        AssignIssue.Apply(issue, Assignment(issue, deadline), Roster, Now);
        return issue;
    }

    /// <summary>Stores the round, the roster and the issues.</summary>
    public async Task StoreAsync(NpgsqlDataSource source, CancellationToken cancellationToken, params Issue[] issues)
    {
        await using var db = LedgerDb.On(source);
        db.Rounds.Add(Round);
        db.People.AddRange(Leader, Liaison);
        db.Units.AddRange(LeadUnit, OtherUnit);
        await db.SaveChangesAsync(cancellationToken);
        Liaison.UnitId = LeadUnit.Id;
        LeadUnit.Liaisons.Add(Liaison);
        db.Issues.AddRange(issues);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Stores the round and issues of it that are not assigned yet, beside a roster that stands already.</summary>
    public async Task StoreRoundAsync(NpgsqlDataSource source, CancellationToken cancellationToken, params Issue[] issues)
    {
        await using var db = LedgerDb.On(source);
        db.Rounds.Add(Round);
        db.Issues.AddRange(issues);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static Person Somebody(string name, string title)
    {
        var id = Guid.NewGuid();
        return new Person { Id = id, Name = name, Title = title, Email = $"{id:n}@city.example" };
    }
}
