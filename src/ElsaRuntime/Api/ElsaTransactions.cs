using Npgsql;

namespace ElsaRuntime.Api;

/// <summary>Runs a request's work in a transaction; who watches is told after the commit.</summary>
internal sealed class ElsaTransactions(NpgsqlDataSource dataSource, MovedInstances moved)
{
    // Somebody else moved the same instance: the act is begun again, seeing what he did.
    private const int Attempts = 5;

    /// <summary>Reads; nothing is kept.</summary>
    public async Task<T> ReadAsync<T>(Func<NpgsqlTransaction, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        return await read(transaction);
    }

    /// <summary>Writes, and commits if <paramref name="isGood"/> says so of the result. <paramref name="write"/> may be run again.</summary>
    public async Task<T> WriteAsync<T>(Func<NpgsqlTransaction, Task<T>> write, Func<T, bool> isGood, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(write, isGood, cancellationToken);
            }
            catch (Exception e) when (LostRaceException.IsBehind(e) && attempt < Attempts)
            {
                moved.Forget();
            }
        }
    }

    /// <summary>Lets the engine act. A conflict that lasts is returned as such.</summary>
    public async Task<WorkflowOutcome> ActAsync(Func<NpgsqlTransaction, Task<WorkflowOutcome>> act, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await WriteAsync(act, o => o is not (WorkflowOutcome.Refused or WorkflowOutcome.Conflict), cancellationToken);
            if (outcome is not WorkflowOutcome.Conflict || attempt == Attempts)
            {
                return outcome;
            }
        }
    }

    private async Task<T> OnceAsync<T>(Func<NpgsqlTransaction, Task<T>> write, Func<T, bool> isGood, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await write(transaction);
        if (isGood(result))
        {
            await transaction.CommitAsync(CancellationToken.None);
            await moved.PublishAsync(CancellationToken.None);
        }
        else
        {
            moved.Forget();
        }

        return result;
    }
}
