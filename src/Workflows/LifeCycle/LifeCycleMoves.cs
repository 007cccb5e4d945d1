using ElsaRuntime.Definitions;
using ElsaRuntime.Moving;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Acts;

namespace Workflows.LifeCycle;

/// <summary>An issue under way on an older version of the life cycle.</summary>
/// <param name="WaitsAt">Names of the steps it waits at.</param>
/// <param name="Obstacles">Why it cannot be moved; empty when it can.</param>
public sealed record IssueToMove(Guid IssueId, int Number, string Title, int FromVersion, IReadOnlyList<string> WaitsAt, IReadOnlyList<Refusal> Obstacles);

/// <summary>What a move to the life cycle's published version would do.</summary>
/// <param name="VersionId">The version the preview was made for; a move names it again, so that it does what was shown.</param>
public sealed record LifeCycleMovePlan(string VersionId, int Version, IReadOnlyList<IssueToMove> Issues);

/// <summary>Moves issues under way to the life cycle's published version (迁移到新版本), one by one and only those that were chosen.</summary>
public sealed class LifeCycleMoves(
    OfficeTransaction office, InstanceMoves moves, NpgsqlDataSource source, LedgerDb db, TimeProvider clock)
{
    /// <summary>More than a city's ledger holds open at once; beyond it the rest comes after these were moved.</summary>
    private const int MostShown = 500;

    /// <summary>What could be moved, in order of the issues' numbers; null while no version is published.</summary>
    public async Task<LifeCycleMovePlan?> PlanAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await DefinitionStore.FindAsync(transaction, LifeCycleNames.DefinitionId, "Published", cancellationToken) is not { } published)
        {
            return null;
        }

        var previews = (await moves.PreviewAsync(transaction, published.Id, MostShown, cancellationToken)).ToDictionary(p => p.InstanceId);
        var issues = await db.Issues.AsNoTracking().Where(i => previews.Keys.Contains(i.WorkflowInstanceId)).OrderBy(i => i.Number)
            .Select(i => new { i.Id, i.Number, i.Heading, i.Text, i.WorkflowInstanceId }).ToListAsync(cancellationToken);
        return new LifeCycleMovePlan(published.Id, published.Version, issues.ConvertAll(i => ToMove(
            i.Id, i.Number, IssueTitle.Of(i.Heading, i.Text), previews[i.WorkflowInstanceId])));
    }

    /// <summary>Moves one issue; null when it is done. A step that moved on meanwhile is judged as it stands now.</summary>
    public Task<Refusal?> MoveAsync(Actor actor, Guid issueId, string versionId, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, ledger) =>
        {
            if (actor.Role != Role.Office)
            {
                return Refusals.OnlyTheOffice;
            }

            if (await ledger.ForActAsync(issueId, actor, cancellationToken) is not { } issue)
            {
                return Refusals.IssueNotFound;
            }

            switch (await moves.MoveAsync(transaction, issue.WorkflowInstanceId, versionId, cancellationToken))
            {
                case MoveOutcome.Moved moved:
                    ledger.Note(issue, new LifeCycleMoved(moved.From, moved.To), actor, clock.GetUtcNow());
                    await ledger.SaveChangesAsync(cancellationToken);
                    return null;
                case MoveOutcome.Blocked blocked:
                    return Read(blocked.Obstacles[0]);
                default:
                    return LifeCycleRefusals.VersionNotPublished;
            }
        }, cancellationToken);

    private static IssueToMove ToMove(Guid id, int number, string title, MovePreview preview) =>
        new(id, number, title, preview.FromVersion, preview.WaitsAt, [.. preview.Obstacles.Select(Read)]);

    private static Refusal Read(MoveObstacle obstacle) => new(obstacle.Code, RefusalKind.Conflict, obstacle.Activity);
}
