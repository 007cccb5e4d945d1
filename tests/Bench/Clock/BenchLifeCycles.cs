using Ledger.Assigning;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Bench.Clock;

/// <summary>
/// A running life cycle for every issue of <see cref="BenchLedger"/>: one issue is registered and assigned by the acts of the
/// house, and its instance, waiting in all its branches, is copied for the others.
/// </summary>
internal static class BenchLifeCycles
{
    private static readonly Actor Office = new("bench", "整改办", Role.Office);

    public static async Task StartAsync(ServiceProvider services, NpgsqlDataSource database, int issues, DateOnly deadline, CancellationToken stop)
    {
        await PublishAsync(database, stop);
        var (id, terms) = await RegisterAsync(services, issues + 1, deadline, stop);
        await using (var scope = services.CreateAsyncScope())
        {
            Done(await scope.ServiceProvider.GetRequiredService<IssueActs>().AssignAsync(Office, id, terms, stop));
        }

        var model = Issue.InstanceIdOf(id);
        await using var connection = await database.OpenConnectionAsync(stop);
        foreach (var sql in new[]
        {
            """
            insert into elsa.workflow_instance (id, definition_id, definition_version_id, version, correlation_id, name, status, sub_status, created_at, updated_at, revision, state)
            select 'issue-' || n, definition_id, definition_version_id, version, correlation_id, name, status, sub_status, created_at, updated_at, revision, replace(state::text, @model, 'issue-' || n)::json
            from elsa.workflow_instance, generate_series(1, @issues) n where id = @model
            """,
            """
            insert into elsa.bookmark (instance_id, number, kind, key, correlation_id, due_at)
            select 'issue-' || n, number, kind, replace(key, @model, 'issue-' || n), correlation_id, due_at
            from elsa.bookmark, generate_series(1, @issues) n where instance_id = @model
            """,
            "analyze",
        })
        {
#pragma warning disable CA2100 // the texts above
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
            if (sql.Contains('@', StringComparison.Ordinal))
            {
                command.Parameters.AddWithValue("model", model);
                command.Parameters.AddWithValue("issues", issues);
            }

            await command.ExecuteNonQueryAsync(stop);
        }
    }

    private static async Task PublishAsync(NpgsqlDataSource database, CancellationToken stop)
    {
        foreach (var json in BuiltInDefinitionFiles.All())
        {
            await using var command = database.CreateCommand(
                "insert into elsa.workflow_definition (id, definition_id, version, name, is_latest, is_published, created_at, model) values ('v1', ($1::json)->>'definitionId', 1, 'x', true, true, now(), $1::json)");
            command.Parameters.Add(new NpgsqlParameter { Value = json });
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    /// <summary>An issue that waits to be assigned, with its life cycle, and the terms on which it can be.</summary>
    public static async Task<(Guid Id, Assignment Terms)> RegisterAsync(ServiceProvider services, int number, DateOnly deadline, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var id = Guid.CreateVersion7();
        var assignment = default(Assignment);
        Done(await scope.ServiceProvider.GetRequiredService<OfficeTransaction>().RunAsync(Actor.System, async (transaction, db) =>
        {
            var round = await db.Rounds.Select(r => r.Id).SingleAsync(stop);
            var like = await db.Issues.AsNoTracking().Include(i => i.LeadLeaders).FirstAsync(i => i.LeadUnitId != null, stop);
            assignment = new Assignment(like.LeadUnitId!.Value, [.. like.LeadLeaders.Select(l => l.PersonId)], [], [new MeasureTerm(1, DeadlineKind.Dated, deadline)]);
            var issue = new Issue { Id = id, RoundId = round, Number = number, Text = "一是压实责任。", WorkflowInstanceId = Issue.InstanceIdOf(id), RegisteredAt = DateTimeOffset.UnixEpoch };
            issue.Measures.Add(new Measure { Id = Guid.CreateVersion7(), IssueId = id, Ordinal = 1, Text = "压实责任" });
            db.Issues.Add(issue);
            await db.SaveChangesAsync(stop);
            return await scope.ServiceProvider.GetRequiredService<LifeCycleStep>().StartAsync(transaction, issue.WorkflowInstanceId, id, number, stop);
        }, stop));
        return (id, assignment!);
    }

    private static void Done(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new InvalidOperationException($"refused: {refusal.Code}");
        }
    }
}
