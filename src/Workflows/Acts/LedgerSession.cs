using Ledger.History;
using Ledger.Storage;
using Npgsql;

namespace Workflows.Acts;

/// <summary>
/// The ledger as one scope sees it: one context per transaction, shared by the act and by the task handlers its workflow
/// step calls, so that both look at the same rows.
/// </summary>
public sealed class LedgerSession : IAsyncDisposable
{
    private NpgsqlTransaction? transaction;
    private LedgerDb? db;
    private Actor? actor;

    /// <summary>Who acts in this scope. There is no default: every surface says it, the clock too.</summary>
    /// <exception cref="InvalidOperationException">Nobody has said who acts.</exception>
    public Actor Actor
    {
        get => actor ?? throw new InvalidOperationException("nobody has said who acts in this scope");
        set => actor = value;
    }

    /// <summary>The context that writes through <paramref name="wanted"/>.</summary>
    public async ValueTask<LedgerDb> InAsync(NpgsqlTransaction wanted)
    {
        if (db is null || !ReferenceEquals(wanted, transaction))
        {
            await DisposeAsync();
            (transaction, db) = (wanted, LedgerDb.On(wanted));
        }

        return db;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (db is not null)
        {
            await db.DisposeAsync();
        }

        (transaction, db) = (null, null);
    }
}
