using System.Text.Json;
using System.Text.Json.Nodes;
using ElsaRuntime;
using Ledger.Issues;
using Ledger.Refusals;
using Workflows.LifeCycle;

namespace Workflows.Tests.Acts;

/// <summary>
/// Page and REST API take hold of one issue at the same moment: the one begins with the issue, the other with its workflow
/// instance. Neither may ever wait for the other crosswise, and only one of them may do the act.
/// </summary>
public sealed class PageAgainstApi
{
    private const int Races = 30;

    private static readonly DateOnly Deadline = new(2026, 9, 30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_of_two_assigns_and_the_other_reads_that_somebody_was_faster()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        for (var race = 1; race <= Races; race++)
        {
            var issue = await scene.RegisterAsync(race, Token);
            var taskId = (await InstanceAsync(scene, issue)).Bookmarks.Single().TaskId!;
            var result = JsonSerializer.SerializeToNode(scene.Assignment(Deadline), JsonSerializerOptions.Web);

            var (page, api) = await RaceAsync(
                race,
                () => scene.ActAsync(acts => acts.AssignAsync(OfficeScene.Office, issue.Id, scene.Assignment(Deadline), Token)),
                () => ThroughEngineAsync(scene, (engine, transaction) => engine.CompleteTaskAsync(transaction, taskId, result, Token)));

            // Elsa answers the same whether a task is open or done, so the API's loser is told nothing was there.
            Assert.True(page is null ? api is WorkflowOutcome.NotFound : api is WorkflowOutcome.Moved, $"{page} / {api}");
            Assert.True(page is null or { Kind: RefusalKind.Conflict }, $"{page}");
            Assert.Equal(IssueStatus.InProgress, (await scene.DossierAsync(issue.Id, Token))!.Issue.Status);
        }

        Assert.Equal(0, await DeadlocksAsync(scene));
    }

    [Fact]
    public async Task A_request_of_the_page_and_the_same_event_over_the_api_do_not_wait_crosswise()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        for (var race = 1; race <= Races; race++)
        {
            var issue = await scene.AssignedAsync(race, Deadline, Token);
            Assert.Null(await scene.ActAsync(acts => acts.CompleteMeasureAsync(scene.LiaisonActor, issue.Id, 1, Token)));
            var raise = new RaiseEvent(LifeCycleNames.SignOffRequested, new JsonObject { ["round"] = 1 }, InstanceId: issue.WorkflowInstanceId);

            var (page, api) = await RaceAsync(
                race,
                () => scene.ActAsync(acts => acts.RequestSignOffAsync(scene.LiaisonActor, issue.Id, "均已办结", Token)),
                () => ThroughEngineAsync(scene, (engine, transaction) => engine.RaiseEventAsync(transaction, raise, Token)));

            Assert.Null(page);
            Assert.IsNotType<WorkflowOutcome.Moved>(api);
            Assert.Single((await scene.DossierAsync(issue.Id, Token))!.Issue.SignOffRounds);
        }

        Assert.Equal(0, await DeadlocksAsync(scene));
    }

    // Who comes first takes turns; the thread pool does the rest.
    private static async Task<(Refusal? Page, WorkflowOutcome Api)> RaceAsync(int race, Func<Task<Refusal?>> page, Func<Task<WorkflowOutcome>> api)
    {
        if (race % 2 == 0)
        {
            var first = Task.Run(page, Token);
            var second = Task.Run(api, Token);
            return (await first, await second);
        }
        else
        {
            var first = Task.Run(api, Token);
            var second = Task.Run(page, Token);
            return (await second, await first);
        }
    }

    private static Task<WorkflowOutcome> ThroughEngineAsync(
        OfficeScene scene, Func<IWorkflowEngine, Npgsql.NpgsqlTransaction, Task<WorkflowOutcome>> act) =>
        scene.InScopeAsync<IWorkflowEngine, WorkflowOutcome>(async engine =>
        {
            await using var connection = await scene.DataSource.OpenConnectionAsync(Token);
            await using var transaction = await connection.BeginTransactionAsync(Token);
            var outcome = await act(engine, transaction);
            if (outcome is WorkflowOutcome.Moved)
            {
                await transaction.CommitAsync(Token);
            }

            return outcome;
        }, OfficeScene.Office);

    private static async Task<ElsaRuntime.Instances.InstanceView> InstanceAsync(OfficeScene scene, Issue issue) =>
        await scene.InScopeAsync<IWorkflowEngine, ElsaRuntime.Instances.InstanceView>(async engine =>
        {
            await using var connection = await scene.DataSource.OpenConnectionAsync(Token);
            await using var transaction = await connection.BeginTransactionAsync(Token);
            return (await engine.FindAsync(transaction, issue.WorkflowInstanceId, Token))!;
        });

    // The database's own count: a deadlock that was hidden by running the act again counts too.
    private static async Task<long> DeadlocksAsync(OfficeScene scene)
    {
        await using var connection = await scene.DataSource.OpenConnectionAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "select pg_stat_force_next_flush(); select deadlocks from pg_stat_database where datname = current_database()";
        await using var reader = await command.ExecuteReaderAsync(Token);
        await reader.NextResultAsync(Token);
        await reader.ReadAsync(Token);
        return reader.GetInt64(0);
    }
}
