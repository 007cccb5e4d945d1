using System.Text.Json.Nodes;
using ElsaRuntime.Model;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ElsaRuntime.Tests.Flow;

public sealed class FuzzTests
{
    private const int Mutations = 10_000;
    private const int Portion = 250;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_spoilt_definitions_neither_hang_nor_throw()
    {
        await using var runtime = await RuntimeHarness.CreateAsync(options =>
        {
            options.MaximumActivitiesPerBurst = 300;
            options.ScriptTimeout = TimeSpan.FromMilliseconds(300);
            options.ScriptStatements = 20_000;
        });
        var fuzzed = new FuzzedDefinitions();
        var portions = Enumerable.Range(0, Mutations / Portion).ToList();
        await Parallel.ForEachAsync(portions, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Token }, async (portion, token) =>
        {
            // Seeded by its number, so that a failure can be run again.
            var random = new Random(portion);
            await using var scope = runtime.Services.CreateAsyncScope();
            await using var connection = await runtime.DataSource.OpenConnectionAsync(token);
            await using var transaction = await connection.BeginTransactionAsync(token);
            var engine = scope.ServiceProvider.GetRequiredService<IWorkflowEngine>();
            for (var number = 0; number < Portion; number++)
            {
                await TryAsync(engine, transaction, fuzzed.Next(random), $"portion {portion}, number {number}", token);
            }

            await transaction.CommitAsync(token);
        });
    }

    private static async Task TryAsync(IWorkflowEngine engine, NpgsqlTransaction transaction, JsonObject model, string which, CancellationToken token)
    {
        try
        {
            if (await InsertAsync(transaction, model, token) is { } definitionId)
            {
                await LiveAsync(engine, transaction, definitionId, token);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Assert.Fail($"{which}: {e}\n{model.ToJsonString()}");
        }
    }

    private static async Task LiveAsync(IWorkflowEngine engine, NpgsqlTransaction transaction, string definitionId, CancellationToken token)
    {
        var start = new StartWorkflow { DefinitionId = definitionId, Input = new JsonObject { ["N"] = 2, ["Items"] = new JsonArray("a", "b") } };
        if (await engine.StartAsync(transaction, start, token) is not WorkflowOutcome.Moved moved)
        {
            return;
        }

        for (var round = 0; round < 3; round++)
        {
            var instance = (await engine.FindAsync(transaction, moved.First.InstanceId, token))!;
            if (instance.Bookmarks.FirstOrDefault(b => b.TaskId is not null)?.TaskId is { } task)
            {
                await engine.CompleteTaskAsync(transaction, task, new JsonObject { ["ok"] = true, ["approved"] = round > 0 }, token);
            }
            else if (instance.Bookmarks.FirstOrDefault(b => b.EventName is not null)?.EventName is { } name)
            {
                await engine.RaiseEventAsync(transaction, new RaiseEvent(name, null, null, instance.Id), token);
            }
        }

        await engine.ReadJournalAsync(transaction, moved.First.InstanceId, token);
        await engine.ReadExecutionsAsync(transaction, moved.First.InstanceId, token);
    }

    /// <returns>The id, or null when the definition is refused as a whole.</returns>
    private static async Task<string?> InsertAsync(NpgsqlTransaction transaction, JsonObject model, CancellationToken token)
    {
        try
        {
            DefinitionParser.Parse((JsonObject)model.DeepClone(), "x");
        }
        catch (FormatException)
        {
            return null;
        }

        var definitionId = model["definitionId"]!.GetValue<string>();
        await using var command = new NpgsqlCommand(
            """
            insert into elsa.workflow_definition (id, definition_id, version, is_latest, is_published, created_at, model)
            values ($1, $1, 1, true, true, now(), $2::json)
            """, transaction.Connection, transaction)
        {
            Parameters = { new() { Value = definitionId }, new() { Value = model.ToJsonString() } },
        };
        await command.ExecuteNonQueryAsync(token);
        return definitionId;
    }
}
