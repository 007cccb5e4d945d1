using ElsaRuntime.Tasks;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Workflows.Acts;

/// <summary>
/// The context of a scope follows what the engine undoes. Rows are read again in place and not forgotten: the act that is going
/// on may hold them and change them further.
/// </summary>
public sealed class LedgerMemory(LedgerSession session) : IHandlerMemory
{
    /// <inheritdoc />
    public async ValueTask WriteAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        await (await session.InAsync(transaction)).SaveChangesAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask ReadAgainAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var db = await session.InAsync(transaction);
        foreach (var entry in db.ChangeTracker.Entries().ToList())
        {
            if (entry.State == EntityState.Added)
            {
                entry.State = EntityState.Detached;
            }
            else
            {
                await entry.ReloadAsync(cancellationToken);
            }
        }
    }
}
