using ElsaRuntime.Acts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElsaRuntime.Timers;

/// <summary>What one sweep did.</summary>
/// <param name="Resumed">Instances whose timers went off.</param>
/// <param name="Started">Workflows whose time to start had come.</param>
/// <param name="Delivered">Kept events that met a bookmark they had missed.</param>
/// <param name="Failed">Instances that could not be moved; they stay due.</param>
public sealed record SweepResult(int Resumed, int Started, int Delivered, int Failed);

/// <summary>
/// Takes what is due. Whoever raises it, and however many do at once: the row decides, each instance moves in a transaction
/// of its own, and one that another host holds is passed over.
/// </summary>
public sealed partial class TimerSweep(NpgsqlDataSource database, IServiceScopeFactory scopes, TimeProvider time, ILogger<TimerSweep> logger)
{
    private const int Portion = 200;

    public async Task<SweepResult> RunAsync(CancellationToken cancellationToken)
    {
        var (resumed, failed) = await ResumeAsync(cancellationToken);
        var started = await StartAsync(cancellationToken);
        var delivered = await DeliverAsync(cancellationToken);
        return new SweepResult(resumed, started, delivered, failed);
    }

    private async Task<(int Resumed, int Failed)> ResumeAsync(CancellationToken cancellationToken)
    {
        var (resumed, failed) = (0, 0);
        var now = time.GetUtcNow();
        for (var after = new DuePosition(DateTimeOffset.MinValue, ""); ;)
        {
            var due = await DueInstancesAsync(now, after, cancellationToken);
            foreach (var position in due)
            {
                try
                {
                    var outcome = await InTransactionAsync(
                        async (engine, transaction) => await engine.ResumeDueAsync(transaction, position.InstanceId, cancellationToken), cancellationToken);
                    resumed += outcome is WorkflowOutcome.Moved ? 1 : 0;
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // One instance that cannot be moved must not keep the others waiting; it stays due and is tried again.
                    Log.Failed(logger, e, position.InstanceId);
                    failed++;
                }
            }

            if (due.Count < Portion)
            {
                return (resumed, failed);
            }

            after = due[^1];
        }
    }

    private async Task<List<DuePosition>> DueInstancesAsync(DateTimeOffset now, DuePosition after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select min(due_at), instance_id from elsa.bookmark where due_at <= $1
            group by instance_id having (min(due_at), instance_id) > ($2, $3) order by 1, 2 limit $4
            """);
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = now }, new() { Value = after.DueAt }, new() { Value = after.InstanceId }, new() { Value = Portion } });
        var due = new List<DuePosition>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(new DuePosition(reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1)));
        }

        return due;
    }

    private async Task<int> StartAsync(CancellationToken cancellationToken)
    {
        var started = 0;
        while (true)
        {
            var outcome = await InTransactionAsync(async (engine, transaction) =>
            {
                var trigger = await DueTriggers.TakeAsync(transaction, engine.Services, cancellationToken);
                return trigger is null ? null : await engine.StartTriggeredAsync(transaction, trigger, cancellationToken);
            }, cancellationToken);
            if (outcome is null)
            {
                return started;
            }

            started += outcome is WorkflowOutcome.Moved ? 1 : 0;
        }
    }

    // An event that was kept while its receiver was just going to wait is brought to it here.
    private async Task<int> DeliverAsync(CancellationToken cancellationToken)
    {
        await using (var expire = database.CreateCommand("delete from elsa.kept_event where expires_at <= $1"))
        {
            expire.Parameters.Add(new NpgsqlParameter { Value = time.GetUtcNow() });
            await expire.ExecuteNonQueryAsync(cancellationToken);
        }

        var delivered = 0;
        while (true)
        {
            var outcome = await InTransactionAsync(
                (engine, transaction) => MissedEvents.DeliverOneAsync(engine, transaction, cancellationToken), cancellationToken);
            if (outcome is not WorkflowOutcome.Moved)
            {
                return delivered;
            }

            delivered++;
        }
    }

    private async Task<WorkflowOutcome?> InTransactionAsync(Func<WorkflowEngine, NpgsqlTransaction, Task<WorkflowOutcome?>> work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenUnattended();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var outcome = await work(scope.ServiceProvider.GetRequiredService<WorkflowEngine>(), transaction);
        if (outcome is WorkflowOutcome.Conflict)
        {
            return outcome;
        }

        await transaction.CommitAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<MovedInstances>().PublishAsync(cancellationToken);
        return outcome;
    }

    private sealed record DuePosition(DateTimeOffset DueAt, string InstanceId);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Instance {InstanceId} is due but could not be moved")]
        public static partial void Failed(ILogger logger, Exception exception, string instanceId);
    }
}
