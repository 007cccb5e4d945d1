using Ledger.Issues;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Deadlines;

/// <summary>A measure that is still to be done by a date.</summary>
public sealed record OpenMeasure(int Ordinal, string Text, DateOnly Deadline);

/// <summary>An issue with dated measures still open, and everybody the ladder may speak to.</summary>
public sealed record IssueUnderDeadline(
    Guid RoundId,
    Guid IssueId,
    int Number,
    string Title,
    string LeadUnit,
    IReadOnlyList<OpenMeasure> Measures,
    IReadOnlyList<Person> Liaisons,
    Person? UnitHead,
    IReadOnlyList<Person> LeadLeaders);

/// <summary>What should have gone out by today: one step, one deadline, the measures that share it, and whom it is for.</summary>
public sealed record DueReminder(
    IssueUnderDeadline Issue, LadderStep Step, DateOnly Deadline, IReadOnlyList<OpenMeasure> Measures, IReadOnlyList<Person> Recipients)
{
    /// <summary>Days until the deadline; negative once overdue.</summary>
    public int DaysLeft(DateOnly today) => Deadline.DayNumber - today.DayNumber;

    /// <summary>The key under which it goes to one recipient once, whatever runs are missed or doubled.</summary>
    public string KeyFor(Person recipient) => FormattableString.Invariant(
        $"issue/{Issue.IssueId:n}/deadline/{Step.Code}/{Deadline:yyyy-MM-dd}/{recipient.Id:n}");
}

/// <summary>The daily deadline check: the rule, pure, and the query that feeds it.</summary>
public static class DueReminders
{
    /// <summary>The reminders an issue owes today. Measures with one deadline share one reminder; a recipient named twice hears once.</summary>
    public static IEnumerable<DueReminder> For(IssueUnderDeadline issue, Ladder ladder, DateOnly today) =>
        from sameDay in issue.Measures.GroupBy(m => m.Deadline)
        let step = ladder.StepDue(sameDay.Key, today)
        where step is not null
        orderby sameDay.Key
        select new DueReminder(issue, step, sameDay.Key, [.. sameDay.OrderBy(m => m.Ordinal)], [.. RecipientsOf(issue, step).DistinctBy(p => p.Id)]);

    /// <summary>
    /// Issues in progress or being verified with a measure due by <paramref name="until"/>, in batches by id so that a large ledger
    /// never sits in memory whole. <paramref name="after"/> is the last id of the batch before.
    /// </summary>
    public static async Task<IReadOnlyList<IssueUnderDeadline>> BatchAsync(
        LedgerDb db, DateOnly until, Guid after, int size, CancellationToken cancellationToken)
    {
        var issues = await db.Issues.AsNoTracking()
            .Where(i => i.Id.CompareTo(after) > 0)
            .Where(i => i.Status == IssueStatus.InProgress || i.Status == IssueStatus.Verifying)
            .Where(i => i.Measures.Any(m => m.Status == MeasureStatus.Open && m.DeadlineKind != DeadlineKind.LongTerm && m.Deadline <= until))
            .OrderBy(i => i.Id).Take(size)
            .Include(i => i.LeadUnit!.Head)
            .Include(i => i.LeadUnit!.Liaisons)
            .Include(i => i.LeadLeaders).ThenInclude(l => l.Person)
            .Include(i => i.Measures.Where(m => m.Status == MeasureStatus.Open && m.DeadlineKind != DeadlineKind.LongTerm && m.Deadline <= until))
            .ToListAsync(cancellationToken);
        return issues.ConvertAll(Describe);
    }

    private static IssueUnderDeadline Describe(Issue issue) => new(
        issue.RoundId,
        issue.Id,
        issue.Number,
        IssueTitle.Of(issue.Heading, issue.Text),
        issue.LeadUnit!.Name,
        [.. issue.Measures.Select(m => new OpenMeasure(m.Ordinal, m.Text, m.Deadline!.Value))],
        issue.LeadUnit.Liaisons,
        issue.LeadUnit.Head,
        [.. issue.LeadLeaders.OrderBy(l => l.Ordinal).Select(l => l.Person!)]);

    private static IEnumerable<Person> RecipientsOf(IssueUnderDeadline issue, LadderStep step)
    {
        if (step.Audience.HasFlag(Audience.Liaisons))
        {
            foreach (var liaison in issue.Liaisons)
            {
                yield return liaison;
            }
        }

        if (step.Audience.HasFlag(Audience.UnitHead) && issue.UnitHead is { } head)
        {
            yield return head;
        }

        if (step.Audience.HasFlag(Audience.LeadLeaders))
        {
            foreach (var leader in issue.LeadLeaders)
            {
                yield return leader;
            }
        }
    }
}
