using Ledger.History;
using Ledger.Storage;

namespace Ledger.Working;

/// <summary>Something a person has to do.</summary>
/// <param name="Kind">Which source it comes from and so what is to be done; the key of its words.</param>
/// <param name="DueOn">By when, a day in Asia/Shanghai; null when it waits without a date.</param>
/// <param name="Subject">What it is about, in the ledger's own words.</param>
/// <param name="SubjectId">The week, letter or meeting it leads to; the issue itself where that is all.</param>
/// <param name="Part">The measure's or decision's ordinal within the subject, where there is one.</param>
public sealed record WorkItem(string Kind, DateOnly? DueOn, string Subject, Guid SubjectId, Guid? IssueId, int? IssueNumber, int? Part = null)
{
    /// <summary>The day may still move: the holidays of its year are not published yet.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>The same thing has the same key in every reading.</summary>
    public string Key => FormattableString.Invariant($"{Kind}/{SubjectId:n}/{IssueId:n}/{Part}");
}

/// <summary>One kind of things to do: a query of its own, so that a new kind touches none of the others.</summary>
public interface IWorkSource
{
    /// <summary>
    /// What <paramref name="actor"/> has to do, as far as it is due by <paramref name="until"/> or has no date. A fixed
    /// number of queries, however much there is.
    /// </summary>
    Task<IReadOnlyList<WorkItem>> ReadAsync(LedgerDb db, Actor actor, DateOnly today, DateOnly until, CancellationToken cancellationToken);
}

/// <summary>A person's work from all sources, by due day.</summary>
public sealed class WorkList(IEnumerable<IWorkSource> sources)
{
    /// <summary>What is overdue first, what has no date last.</summary>
    public async Task<IReadOnlyList<WorkItem>> ReadAsync(
        LedgerDb db, Actor actor, DateOnly today, DateOnly until, CancellationToken cancellationToken)
    {
        var all = new List<WorkItem>();
        foreach (var source in sources)
        {
            all.AddRange(await source.ReadAsync(db, actor, today, until, cancellationToken));
        }

        return [.. all.OrderBy(i => i.DueOn ?? DateOnly.MaxValue).ThenBy(i => i.IssueNumber).ThenBy(i => i.Part).ThenBy(i => i.Key, StringComparer.Ordinal)];
    }
}
