using ElsaRuntime;
using ElsaRuntime.Storage;
using Ledger.Assigning;
using Ledger.History;
using Ledger.Issues;
using Ledger.Reading;
using Ledger.Refusals;
using Ledger.Rounds;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Notifications;
using Notifications.Schema;
using Npgsql;
using Testing;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Workflows.Tests;

/// <summary>An office at work on a database of its own: the real engine, outbox and ledger, a clock the test moves.</summary>
internal sealed class OfficeScene : IAsyncDisposable
{
    public static readonly Actor Office = new("office-1", "整改办甲", Role.Office);

    private readonly TestDatabase database;
    private readonly ServiceProvider services;
    private readonly Lazy<ServiceProvider> beside;

    private OfficeScene(TestDatabase database, FakeTimeProvider clock, IConfiguration settings)
    {
        (this.database, Clock) = (database, clock);
        services = ServicesOn(database.DataSource);
        beside = new Lazy<ServiceProvider>(() => ServicesOn(NpgsqlDataSource.Create(database.ConnectionString), own: true));

        ServiceProvider ServicesOn(NpgsqlDataSource source, bool own = false)
        {
            var host = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddElsaRuntime().AddNotifications(settings).AddWorkflows();

            // What a provider makes it also disposes of: the pool that is the host's own ends with it.
            return (own ? host.AddSingleton(_ => source) : host.AddSingleton(source)).BuildServiceProvider(validateScopes: true);
        }
    }

    public FakeTimeProvider Clock { get; }

    public Unit LeadUnit { get; } = new() { Id = Guid.NewGuid(), Name = "市水利和湖泊局" };

    public Unit OfficeUnit { get; } = new() { Id = Guid.NewGuid(), Name = "市委巡视整改办", IsOffice = true };

    public Person Leader { get; } = Somebody("李示范", "副市长");

    public Person Liaison { get; } = Somebody("王示范", "联络员");

    public Person Head { get; } = Somebody("赵示范", "局长");

    public Person OfficePerson { get; } = Somebody("整改办甲", "整改办工作人员");

    /// <summary>A deputy head of the leading group, who approves.</summary>
    public Person Deputy { get; } = Somebody("孙示范", "市委副书记");

    public Person SecondDeputy { get; } = Somebody("周示范", "市纪委书记");

    public Actor SecondDeputyActor => new("deputy-2", SecondDeputy.Name, Role.Leader, null, SecondDeputy.Id);

    public Actor HeadActor => new("head-1", Head.Name, Role.Liaison, LeadUnit.Id, Head.Id);

    public Actor LeaderActor => new("leader-1", Leader.Name, Role.Leader, null, Leader.Id);

    public Actor DeputyActor => new("deputy-1", Deputy.Name, Role.Leader, null, Deputy.Id);

    public Actor LiaisonActor => new("liaison-1", Liaison.Name, Role.Liaison, LeadUnit.Id);

    public NpgsqlDataSource DataSource => database.DataSource;

    /// <param name="settings">What a host would read of its mail settings; none by default.</param>
    public static async Task<OfficeScene> OpenAsync(
        CancellationToken cancellationToken, bool withRoster = true, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var database = await TestDatabase.CreateAsync("office", PrepareAsync, cancellationToken);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        var scene = new OfficeScene(database, clock, new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        if (withRoster)
        {
            await scene.StoreRosterAsync(cancellationToken);
        }

        return scene;
    }

    /// <summary>Runs something in a scope of its own, as a request or a job would; with an actor, as one he signed in for.</summary>
    /// <param name="onTheOther">On a second host beside the first, with services and a pool of its own.</param>
    public async Task<T> InScopeAsync<TService, T>(Func<TService, Task<T>> run, Actor? actor = null, bool onTheOther = false)
        where TService : notnull
    {
        await using var scope = (onTheOther ? beside.Value : services).CreateAsyncScope();
        if (actor is not null)
        {
            scope.ServiceProvider.GetRequiredService<LedgerSession>().Actor = actor;
        }

        return await run(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<Refusal?> ActAsync(Func<IssueActs, Task<Refusal?>> act) => InScopeAsync(act);

    /// <summary>A registered issue whose life cycle stands at its first step.</summary>
    public async Task<Issue> RegisterAsync(int number, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        var round = await InLedgerAsync(db => Task.FromResult(db.Rounds.Single()));
        var issue = new Issue
        {
            Id = id,
            RoundId = round.Id,
            Number = number,
            Heading = "关于水库除险加固进展缓慢的问题",
            Text = "一是压实责任。",
            WorkflowInstanceId = Issue.InstanceIdOf(id),
            RegisteredAt = Clock.GetUtcNow(),
        };
        issue.Measures.Add(new Measure { Id = Guid.NewGuid(), IssueId = id, Ordinal = 1, Text = "压实责任" });
        await using var scope = services.CreateAsyncScope();
        var refusal = await scope.ServiceProvider.GetRequiredService<OfficeTransaction>().RunAsync(Actor.System, async (transaction, db) =>
        {
            db.Issues.Add(issue);
            await db.SaveChangesAsync(cancellationToken);
            return await scope.ServiceProvider.GetRequiredService<LifeCycleStep>()
                .StartAsync(transaction, issue.WorkflowInstanceId, id, number, cancellationToken);
        }, cancellationToken);
        Assert.Null(refusal);
        return issue;
    }

    public Assignment Assignment(DateOnly deadline) =>
        new(LeadUnit.Id, [Leader.Id], [], [new MeasureTerm(1, DeadlineKind.Dated, deadline)]);

    /// <summary>An issue in progress, brought there by the office's own act.</summary>
    public async Task<Issue> AssignedAsync(int number, DateOnly deadline, CancellationToken cancellationToken)
    {
        var issue = await RegisterAsync(number, cancellationToken);
        Assert.Null(await ActAsync(acts => acts.AssignAsync(Office, issue.Id, Assignment(deadline), cancellationToken)));
        return issue;
    }

    /// <summary>An issue whose measure is done and whose sign-off is requested by the liaison.</summary>
    public async Task<Issue> RequestedAsync(int number, DateOnly deadline, CancellationToken cancellationToken)
    {
        var issue = await AssignedAsync(number, deadline, cancellationToken);
        Assert.Null(await ActAsync(acts => acts.CompleteMeasureAsync(LiaisonActor, issue.Id, 1, cancellationToken)));
        Assert.Null(await ActAsync(acts => acts.RequestSignOffAsync(LiaisonActor, issue.Id, "责任已压实", cancellationToken)));
        return issue;
    }

    /// <summary>Everybody in <paramref name="actors"/> agrees, in this order.</summary>
    public async Task AgreeAsync(Issue issue, CancellationToken cancellationToken, params IReadOnlyList<Actor> actors)
    {
        foreach (var actor in actors)
        {
            Assert.Null(await ActAsync(acts => acts.DecideSignOffAsync(actor, issue.Id, new Ledger.SigningOff.Verdict(true), cancellationToken)));
        }
    }

    /// <summary>Somebody new on the roster, of <paramref name="unit"/> or of none.</summary>
    public Task<Person> JoinAsync(string name, Guid? unit, CancellationToken cancellationToken) => InLedgerAsync(async db =>
    {
        var person = Somebody(name, "示范");
        person.UnitId = unit;
        db.Add(person);
        await db.SaveChangesAsync(cancellationToken);
        return person;
    });

    public async Task<T> InLedgerAsync<T>(Func<LedgerDb, Task<T>> read)
    {
        await using var db = LedgerDb.On(DataSource);
        return await read(db);
    }

    public Task<IssueDossier?> DossierAsync(Guid id, CancellationToken cancellationToken) =>
        InLedgerAsync(db => IssueDossier.FindAsync(db, Office, id, new DateOnly(2026, 3, 2), cancellationToken));

    public Task<LifeCyclePosition?> PositionAsync(Issue issue, CancellationToken cancellationToken) =>
        InScopeAsync<LifeCycleReading, LifeCyclePosition?>(reading => reading.FindAsync(issue.WorkflowInstanceId, cancellationToken));

    /// <summary>Cancels the issue's workflow as the designer does, past the ledger's acts.</summary>
    public Task<bool> CancelAsync(Issue issue, CancellationToken cancellationToken) => InScopeAsync<IWorkflowEngine, bool>(async engine =>
    {
        await using var connection = await DataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var outcome = await engine.CancelAsync(transaction, issue.WorkflowInstanceId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return outcome is WorkflowOutcome.Moved;
    });

    public async ValueTask DisposeAsync()
    {
        if (beside.IsValueCreated)
        {
            await beside.Value.DisposeAsync();
        }

        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task PrepareAsync(string connectionString)
    {
        await LedgerSchema.MigrateAsync(connectionString, CancellationToken.None);
        await ElsaRuntimeSchema.MigrateAsync(connectionString);
        await NotificationsSchema.MigrateAsync(connectionString);
        await PublishAsync(connectionString);
    }

    private static async Task PublishAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        foreach (var json in BuiltInDefinitionFiles.All())
        {
            await using var command = source.CreateCommand(
                "insert into elsa.workflow_definition (id, definition_id, version, name, is_latest, is_published, created_at, model) values ('v1', ($1::json)->>'definitionId', 1, 'x', true, true, now(), $1::json)");
            command.Parameters.Add(new NpgsqlParameter { Value = json });
            await command.ExecuteNonQueryAsync();
        }
    }

    private static Person Somebody(string name, string title)
    {
        var id = Guid.NewGuid();
        return new Person { Id = id, Name = name, Title = title, Email = $"{id:n}@city.example" };
    }

    private async Task StoreRosterAsync(CancellationToken cancellationToken)
    {
        await using var db = LedgerDb.On(DataSource);
        var round = new InspectionRound { Id = Guid.NewGuid(), Title = "示范通报", InspectedBody = "示范市委", RegisteredAt = Clock.GetUtcNow() };
        db.Rounds.Add(round);
        db.People.AddRange(Leader, Liaison, Head, OfficePerson, Deputy, SecondDeputy);
        db.Units.AddRange(LeadUnit, OfficeUnit);
        await db.SaveChangesAsync(cancellationToken);
        (LeadUnit.HeadId, Liaison.UnitId, Head.UnitId, OfficePerson.UnitId) = (Head.Id, LeadUnit.Id, LeadUnit.Id, OfficeUnit.Id);
        round.LeadingGroup.AddRange(new[] { Deputy, SecondDeputy }.Select((person, at) => new LeadingGroupMember
        {
            Id = Guid.NewGuid(),
            RoundId = round.Id,
            Role = LeadingGroupRole.DeputyHead,
            Name = person.Name,
            PersonId = person.Id,
            Ordinal = at + 1,
        }));
        LeadUnit.Liaisons.Add(Liaison);
        OfficeUnit.Liaisons.Add(OfficePerson);
        await db.SaveChangesAsync(cancellationToken);
    }
}
