using Ledger.Deadlines;
using Ledger.History;
using Ledger.LookingBack;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Acts;

namespace Workflows.Clock;

/// <summary>
/// Begins the look-backs whose day has come, one transaction each. A look-back that has begun is not due any more, so a second
/// run, or a second host, finds it done.
/// </summary>
public sealed class LookBackCheck(NpgsqlDataSource source, LookBackActs acts, TimeProvider clock)
{
    /// <summary>Begins what is due; returns how many it began.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (today, begun) = (clock.Today(), 0);
        await using var db = LedgerDb.On(source);
        var due = await db.LookBacks.Where(l => l.Outcome == LookBackOutcome.Pending && l.OpenedAt == null && l.DueOn <= today)
            .OrderBy(l => l.DueOn).Select(l => l.IssueId).ToListAsync(cancellationToken);
        foreach (var issue in due)
        {
            begun += await acts.BeginAsync(Actor.System, issue, cancellationToken) is null ? 1 : 0;
        }

        return begun;
    }
}
