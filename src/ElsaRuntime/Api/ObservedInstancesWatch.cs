using System.Text.Json.Nodes;
using ElsaRuntime.Instances;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElsaRuntime.Api;

/// <summary>
/// Sends pages the news of the instances they look at: at once when this host moved one, and within some seconds when
/// another host on the same database did.
/// </summary>
internal sealed partial class ObservedInstancesWatch(
    ObservedInstances observed, IHubContext<WorkflowInstanceHub> hub, IServiceScopeFactory scopes, ILogger<ObservedInstancesWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, DateTimeOffset> told = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await observed.WaitAsync(Interval, stoppingToken);
                await TellAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException e)
            {
                // The database is away; the pages hear of it when it is back.
                Log.CannotRead(logger, e);
            }
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var ids = observed.Ids;
        foreach (var gone in told.Keys.Except(ids, StringComparer.Ordinal).ToList())
        {
            told.Remove(gone);
        }

        if (ids.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<ElsaTransactions>();
        var engine = scope.ServiceProvider.GetRequiredService<IWorkflowEngine>();
        foreach (var (id, updatedAt) in await transactions.ReadAsync(t => TimesAsync(t, ids, cancellationToken), cancellationToken))
        {
            if (told.TryGetValue(id, out var last) && last == updatedAt)
            {
                continue;
            }

            told[id] = updatedAt;
            var executions = await transactions.ReadAsync(t => engine.ReadExecutionsAsync(t, id, cancellationToken), cancellationToken);
            await SendAsync(id, executions, cancellationToken);
        }
    }

    private async Task SendAsync(string id, IReadOnlyList<ActivityExecutionRecord> executions, CancellationToken cancellationToken)
    {
        var stats = new JsonArray([.. ActivityStats.Of(executions).Select(ExecutionModels.Stats)]);
        var pages = hub.Clients.Group(id);
        await pages.SendAsync("ActivityExecutionLogUpdatedAsync", new JsonObject { ["stats"] = stats }, cancellationToken);
        await pages.SendAsync("WorkflowExecutionLogUpdatedAsync", new JsonObject(), cancellationToken);
        await pages.SendAsync("WorkflowInstanceUpdatedAsync", new JsonObject { ["workflowInstanceId"] = id }, cancellationToken);
    }

    private static async Task<List<(string Id, DateTimeOffset UpdatedAt)>> TimesAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select id, updated_at from elsa.workflow_instance where id = any($1)", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = ids.ToArray() } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var times = new List<(string, DateTimeOffset)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            times.Add((reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1)));
        }

        return times;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Observed workflow instances cannot be read.")]
        public static partial void CannotRead(ILogger logger, Exception exception);
    }
}
