using ElsaRuntime;
using Ledger.History;
using Ledger.Refusals;
using Ledger.Storage;
using Npgsql;
using Workflows.LifeCycle;

namespace Workflows.Acts;

/// <summary>
/// One act, one transaction: the ledger's rows, the workflow's step and the mails are written together or not at all.
/// Watchers of the workflow are told after the commit.
/// </summary>
public sealed class OfficeTransaction(NpgsqlDataSource source, LedgerSession session, MovedInstances moved)
{
    private const int Attempts = 4;

    /// <summary>
    /// Runs <paramref name="act"/> in the name of <paramref name="actor"/>; commits when it answers null, undoes everything when
    /// it refuses or throws. An act that had to give way to another is undone and run again, so what it keeps outside itself it
    /// sets and never adds to; one that gives way every time is refused.
    /// </summary>
    public async Task<Refusal?> RunAsync(
        Actor actor, Func<NpgsqlTransaction, LedgerDb, Task<Refusal?>> act, CancellationToken cancellationToken)
    {
        session.Actor = actor;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                return await OnceAsync(act, cancellationToken);
            }
            catch (Exception e) when (LostRaceException.IsBehind(e))
            {
                // Nothing of it is kept: once more, seeing what the other has done.
            }
        }

        return LifeCycleRefusals.SomebodyElseWasFaster;
    }

    private async Task<Refusal?> OnceAsync(Func<NpgsqlTransaction, LedgerDb, Task<Refusal?>> act, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var refusal = await TryAsync(act, transaction, cancellationToken);
        await session.DisposeAsync();
        if (refusal is not null)
        {
            moved.Forget();
            return refusal;
        }

        // The work is committed from here on: telling the watchers must not be cut short by a caller who hangs up.
        await moved.PublishAsync(CancellationToken.None);
        return null;
    }

    private async Task<Refusal?> TryAsync(
        Func<NpgsqlTransaction, LedgerDb, Task<Refusal?>> act, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            var refusal = await act(transaction, await session.InAsync(transaction));
            if (refusal is null)
            {
                await transaction.CommitAsync(cancellationToken);
            }

            return refusal;
        }
        catch
        {
            moved.Forget();
            await session.DisposeAsync();
            throw;
        }
    }
}
