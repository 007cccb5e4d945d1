using Ledger.Issues;
using Ledger.Storage;

namespace Ledger.Reading;

/// <summary>An issue with what its light is told from, counted by the database.</summary>
internal sealed class IssueStanding
{
    public required Issue Issue { get; init; }

    public required int Measures { get; init; }

    public required int Done { get; init; }

    /// <summary>The earliest day an open dated measure runs to; null when there is none.</summary>
    public required DateOnly? Next { get; init; }

    /// <summary>By how many points the open dated measure that lags most is behind plan; what is overdue is not counted here.</summary>
    public required int Behind { get; init; }
}

/// <summary>The one place where queries say what is counted of an issue's measures.</summary>
internal static class IssueStandings
{
    public static IQueryable<IssueStanding> Standing(this IQueryable<Issue> issues, DateOnly today) => issues.Select(i => new IssueStanding
    {
        Issue = i,
        Measures = i.Measures.Count,
        Done = i.Measures.Count(m => m.Status == MeasureStatus.Done),
        Next = i.Measures.Where(m => m.Status == MeasureStatus.Open && m.DeadlineKind != DeadlineKind.LongTerm).Min(m => m.DueOn),
        Behind = i.Measures.Where(m => m.Status == MeasureStatus.Open && m.DeadlineKind != DeadlineKind.LongTerm && m.DueOn >= today)
            .Max(m => (int?)LedgerDb.PointsBehind(m.PlannedFrom, m.DueOn, m.Progress, today)) ?? 0,
    });
}
