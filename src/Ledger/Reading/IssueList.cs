using System.Linq.Expressions;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Reading;

/// <summary>What the list is narrowed to; null or blank means "any".</summary>
public sealed record IssueFilter(IssueStatus? Status = null, Light? Light = null, Guid? UnitId = null, string? Words = null, Guid? RoundId = null);

/// <summary>One line of the issue list.</summary>
/// <param name="Deadline">The issue's own deadline: the latest of its dated measures; null when all are long-term or none is set.</param>
/// <param name="NextDeadline">The earliest day an open dated measure runs to: what the light looks at.</param>
/// <param name="Behind">By how many points it is behind plan, where that is enough to be told; null else.</param>
/// <param name="Provisional">A date of an open measure may still move, because its year has no table yet.</param>
public sealed record IssueLine(
    Guid Id,
    int Number,
    string Title,
    IssueStatus Status,
    string? LeadUnit,
    DateOnly? Deadline,
    DateOnly? NextDeadline,
    Light Light,
    int? Behind,
    int Measures,
    int MeasuresDone,
    bool Provisional,
    Guid RoundId);

/// <summary>A page of lines and how many there are in all.</summary>
public sealed record IssuePage(IReadOnlyList<IssueLine> Items, int Total);

/// <summary>The issue list. Who may see what is decided here, in the query, never in a page.</summary>
public static class IssueList
{
    /// <summary>The issues <paramref name="viewer"/> may see: the office and leaders all, a liaison those of his unit.</summary>
    public static IQueryable<Issue> VisibleTo(this IQueryable<Issue> issues, Actor viewer) => viewer.Role switch
    {
        Role.Office or Role.Leader => issues,
        Role.Liaison when viewer.UnitId is { } unit =>
            issues.Where(i => i.LeadUnitId == unit || i.ResponsibleUnits.Any(u => u.Id == unit)),
        _ => issues.Where(_ => false),
    };

    /// <summary>Page <paramref name="page"/> (from 1) of <paramref name="size"/> (1 to 200) lines, the newest round first and by number within; both are clamped.</summary>
    public static async Task<IssuePage> PageAsync(
        LedgerDb db, Actor viewer, IssueFilter filter, int page, int size, DateOnly today, CancellationToken cancellationToken)
    {
        size = Math.Clamp(size, 1, 200);
        page = Math.Clamp(page, 1, int.MaxValue / size);
        var lights = await LightBook.ReadAsync(db, today, cancellationToken);
        var found = Narrow(db.Issues.AsNoTracking().VisibleTo(viewer), filter, lights, today);
        var total = await found.CountAsync(cancellationToken);
        var rows = await found.OrderByDescending(i => i.RoundId).ThenBy(i => i.Number).Skip((page - 1) * size).Take(size).Standing(today)
            .Select(s => new
            {
                s.Issue.Id,
                s.Issue.RoundId,
                s.Issue.Number,
                s.Issue.Heading,
                Opening = s.Issue.Text.Substring(0, 80),
                s.Issue.Status,
                LeadUnit = s.Issue.LeadUnit!.Name,
                Deadline = s.Issue.Measures.Where(m => m.DeadlineKind != DeadlineKind.LongTerm).Max(m => m.Deadline),
                s.Next,
                s.Behind,
                s.Measures,
                s.Done,
                Provisional = s.Issue.Measures.Any(m => m.DueProvisional && m.Status == MeasureStatus.Open && m.DeadlineKind != DeadlineKind.LongTerm),
            })
            .ToListAsync(cancellationToken);

        var lines = rows.ConvertAll(r => new IssueLine(
            r.Id, r.Number, IssueTitle.Of(r.Heading, r.Opening), r.Status, r.LeadUnit, r.Deadline, r.Next,
            Lights.Of(r.Status, r.Measures - r.Done, r.Next, r.Behind, lights[r.RoundId]),
            Lights.BehindToTell(r.Status, r.Behind, lights[r.RoundId]), r.Measures, r.Done, r.Provisional, r.RoundId));
        return new IssuePage(lines, total);
    }

    private static IQueryable<Issue> Narrow(IQueryable<Issue> issues, IssueFilter filter, LightBook lights, DateOnly today)
    {
        if (filter.RoundId is { } round)
        {
            issues = issues.Where(i => i.RoundId == round);
        }

        if (filter.Status is { } status)
        {
            issues = issues.Where(i => i.Status == status);
        }

        if (filter.UnitId is { } unit)
        {
            issues = issues.Where(i => i.LeadUnitId == unit || i.ResponsibleUnits.Any(u => u.Id == unit));
        }

        if (!string.IsNullOrWhiteSpace(filter.Words))
        {
            var like = $"%{Escape(filter.Words.Trim())}%";
            issues = issues.Where(i => EF.Functions.ILike(i.Heading ?? string.Empty, like, "\\") || EF.Functions.ILike(i.Text, like, "\\"));
        }

        return filter.Light is { } light ? issues.Showing(light, lights, today) : issues;
    }

    /// <summary>The database's side of <see cref="Lights.Of"/>; a test holds the two against each other.</summary>
    private static IQueryable<Issue> Showing(this IQueryable<Issue> issues, Light light, LightBook lights, DateOnly today)
    {
        if (light == Light.None)
        {
            return issues.Where(i => i.Status == IssueStatus.SignedOff || i.Status == IssueStatus.Registered
                || i.Measures.All(m => m.Status == MeasureStatus.Done));
        }

        var open = issues.Open()
            .Where(i => i.Measures.Any(m => m.Status == MeasureStatus.Open))
            .Standing(today);
        return (light == Light.LongTerm ? open.Where(o => o.Next == null) : open.Where(AnyRound(light, lights))).Select(o => o.Issue);
    }

    /// <summary>Each group of rounds with its own thresholds; mostly there is one.</summary>
    private static Expression<Func<IssueStanding, bool>> AnyRound(Light light, LightBook lights)
    {
        Expression<Func<IssueStanding, bool>> any = o => false;
        foreach (var (days, rounds) in lights.Groups)
        {
            var one = Within(light, days, rounds);
            any = any.Update(Expression.OrElse(any.Body, new Renamed(one.Parameters[0], any.Parameters[0]).Visit(one.Body)), any.Parameters);
        }

        return any;
    }

    private static Expression<Func<IssueStanding, bool>> Within(Light light, LightDays days, Guid[] rounds) => light switch
    {
        Light.Red => o => rounds.Contains(o.Issue.RoundId) && o.Next < days.RedBefore,
        Light.Yellow => o => rounds.Contains(o.Issue.RoundId) && o.Next >= days.RedBefore
            && (o.Next <= days.YellowUntil || o.Behind >= days.BehindPoints),
        _ => o => rounds.Contains(o.Issue.RoundId) && o.Next >= days.RedBefore && o.Next > days.YellowUntil && o.Behind < days.BehindPoints,
    };

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }

    private static string Escape(string words) =>
        words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
