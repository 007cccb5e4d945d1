using System.Security.Cryptography;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Importing;
using Ledger.Issues;
using Ledger.Notices;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Workflows.Importing;

/// <summary>What an import wrote.</summary>
public sealed record ImportReport(Guid RoundId, int Issues, int Measures, int Assigned, int Unplaced);

/// <summary>
/// Brings a notice into the ledger: round, issues, measures, history and one workflow instance per issue, in one transaction;
/// with a cast, the roster and the assignments too. Nothing is ever half imported.
/// </summary>
public sealed class NoticeImport(OfficeTransaction office, LifeCycleStep lifeCycle, TimeProvider clock)
{
    /// <summary>SHA-256 of a file, lower-case hex: one file makes one round.</summary>
    public static string FingerprintOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Imports a reading that was not refused. Answers the report, or why not (the same file is in the ledger already).</summary>
    /// <param name="reading">What the notice reader read of the file.</param>
    /// <param name="fingerprint">See <see cref="FingerprintOf"/>.</param>
    /// <param name="cast">An invented cast, or null: then the issues wait to be assigned.</param>
    public async Task<Outcome<ImportReport>> ImportAsync(
        NoticeReading reading, string fileName, string fingerprint, DemoRoster? cast, Actor actor, CancellationToken cancellationToken)
    {
        ImportReport? report = null;
        var refusal = await office.RunAsync(actor, async (transaction, db) =>
        {
            if (await RefuseRepeatAsync(db, fingerprint, cancellationToken) is { } repeated)
            {
                return repeated;
            }

            var now = clock.GetUtcNow();
            var registered = RegisterNotice.Build(reading, fileName, fingerprint, actor, now);
            var rows = cast is null ? null : CastRoster.Build(cast, registered.Round.Id, Shanghai.DayOf(now), now);
            await StoreAsync(db, registered, rows, cancellationToken);
            report = new ImportReport(
                registered.Round.Id, registered.Issues.Count, registered.Issues.Sum(i => i.Measures.Count),
                rows?.Assignments.Count ?? 0, reading.Notice?.Unplaced.Count ?? 0);
            return await StartAsync(transaction, registered.Issues, rows, cancellationToken);
        }, cancellationToken);
        return refusal is not null ? refusal : report!;
    }

    private static async Task<Refusal?> RefuseRepeatAsync(LedgerDb db, string fingerprint, CancellationToken cancellationToken)
    {
        // Two imports of one file at once: the second waits here until the first has committed, and then sees it.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({fingerprint}, 0))", cancellationToken);
        var title = await db.Sources.Where(s => s.Sha256 == fingerprint)
            .Join(db.Rounds, s => s.RoundId, r => r.Id, (_, r) => r.Title).SingleOrDefaultAsync(cancellationToken);
        return title is null ? null : Refusals.NoticeAlreadyImported(title);
    }

    private static async Task StoreAsync(LedgerDb db, RegisteredRound registered, CastRows? cast, CancellationToken cancellationToken)
    {
        if (cast is not null)
        {
            db.People.AddRange(cast.People);
            db.Units.AddRange(cast.Units);
            registered.Round.LeadingGroup.AddRange(cast.Seats);
            foreach (var issue in registered.Issues)
            {
                issue.Category ??= cast.Assignments.GetValueOrDefault(issue.Number)?.Category;
            }
        }

        db.Rounds.Add(registered.Round);
        db.Issues.AddRange(registered.Issues);
        db.History.AddRange(registered.History);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<Refusal?> StartAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Issue> issues, CastRows? cast, CancellationToken cancellationToken)
    {
        foreach (var issue in issues)
        {
            var refusal = await lifeCycle.StartAsync(transaction, issue.WorkflowInstanceId, issue.Id, issue.Number, cancellationToken);
            if (refusal is null && cast?.Assignments.GetValueOrDefault(issue.Number) is { } given)
            {
                refusal = await lifeCycle.CompleteAsync(
                    transaction, issue.WorkflowInstanceId, LifeCycleNames.AssignIssue, given.Assignment, cancellationToken);
            }

            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }
}
