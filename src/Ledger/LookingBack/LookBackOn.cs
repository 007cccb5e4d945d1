using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.Units;
using static Ledger.Refusals.Refusals;

namespace Ledger.LookingBack;

/// <summary>What the office found: every point, the finding in words, and after a rebound the measures of the next rectification.</summary>
/// <param name="SuccessorId">After a rebound, who leads in the place of a lead leader who has left since the sign-off.</param>
public sealed record LookBackFindings(
    bool Held, IReadOnlyList<CheckedPoint> Checklist, string? Finding, IReadOnlyList<string>? Measures = null, DateOnly? Deadline = null, Guid? SuccessorId = null);

/// <summary>The rule of the look-back: it is planned at sign-off, and ends in "closed for good" or in a new numbered rectification.</summary>
public static class LookBackOn
{
    /// <summary>Plans the look-back of an issue that has just been signed off.</summary>
    public static LookBack Plan(Issue issue, DateOnly today, int afterDays, DateTimeOffset now)
    {
        var planned = new LookBack
        {
            Id = Guid.CreateVersion7(now),
            IssueId = issue.Id,
            Cycle = issue.Cycle,
            SignedOffAt = now,
            DueOn = today.AddDays(afterDays),
        };
        issue.LookBacks.Add(planned);
        return planned;
    }

    /// <summary>The look-back that waits, if any.</summary>
    public static LookBack? Pending(Issue issue) => issue.LookBacks.SingleOrDefault(l => l.Outcome == LookBackOutcome.Pending);

    /// <summary>Whether <paramref name="actor"/> may begin the look-back now, before its day.</summary>
    public static Outcome<LookBackBegun> Begin(Issue issue, Actor actor) =>
        actor.Role != Role.Office ? OnlyTheOffice
        : Pending(issue) is not { } pending ? NoLookBackPlanned
        : pending.OpenedAt is not null ? LookBackAlreadyOpen
        : new LookBackBegun(issue.Cycle);

    /// <summary>Whether <paramref name="actor"/> may close the look-back with <paramref name="findings"/>.</summary>
    /// <param name="successor">The city leader named as successor, if he is on the roster.</param>
    public static Outcome<HistoryEvent> Decide(Issue issue, LookBackFindings findings, Actor actor, DateOnly today, Person? successor = null)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (issue.Status != IssueStatus.SignedOff || Pending(issue) is not { OpenedAt: not null })
        {
            return issue.LookBacks.MaxBy(l => l.Cycle) is { DoneByName: { } by } ? LookBackDoneBy(by) : NoLookBackPlanned;
        }

        if (findings.Checklist.Select(c => c.Point).Distinct().Count() != Enum.GetValues<LookBackPoint>().Length || string.IsNullOrWhiteSpace(findings.Finding))
        {
            return LookBackIncomplete;
        }

        if (findings.Held)
        {
            return findings.Checklist.All(c => c.Holds) ? new LookBackHeld(issue.Cycle, findings.Finding.Trim()) : LookBackDoesNotHold;
        }

        if (issue.LeadUnit is { RemovedOn: not null } gone)
        {
            return RosterRefusals.UnitNotOnTheRoster(gone.Name);
        }

        if (HaveLeft(issue) is { Count: > 0 } left && successor is null)
        {
            return ReboundNeedsASuccessor(string.Join('、', left.Select(l => l.Person!.Name)));
        }

        var measures = Measures(findings);
        return measures.Count == 0 || findings.Deadline is not { } deadline || deadline <= today
            ? ReboundNeedsMeasures
            : new IssueRebounded(issue.Cycle + 1, findings.Finding.Trim(), measures.Count, deadline);
    }

    /// <summary>The lead leaders who have left the roster since the issue was signed off: nothing asked for a successor then.</summary>
    public static IReadOnlyList<LeadLeader> HaveLeft(Issue issue) => [.. issue.LeadLeaders.Where(l => l.Person is { LeftOn: not null })];

    /// <summary>Puts the successor in the place of those who have left.</summary>
    public static IReadOnlyList<(LeadLeader From, LeadLeader To)> Replace(Issue issue, Person? successor)
    {
        var replaced = new List<(LeadLeader, LeadLeader)>();
        foreach (var place in HaveLeft(issue))
        {
            issue.LeadLeaders.Remove(place);
            if (issue.LeadLeaders.Find(l => l.PersonId == successor!.Id) is not { } to)
            {
                issue.LeadLeaders.Add(to = new LeadLeader { IssueId = issue.Id, PersonId = successor!.Id, Person = successor, Ordinal = place.Ordinal });
            }

            replaced.Add((place, to));
        }

        return replaced;
    }

    /// <summary>Closes the look-back; after a rebound a new rectification begins with its own measures, the old ones stay as they are.</summary>
    public static void Apply(Issue issue, LookBackFindings findings, Actor actor, DateTimeOffset now)
    {
        var done = Pending(issue)!;
        done.Outcome = findings.Held ? LookBackOutcome.Held : LookBackOutcome.Rebound;
        done.Checklist = [.. findings.Checklist];
        (done.Finding, done.DoneBy, done.DoneByName, done.DoneAt) = (findings.Finding!.Trim(), actor.Id, actor.Name, now);
        if (findings.Held)
        {
            issue.ClosedAt = now;
            return;
        }

        issue.Cycle++;
        (issue.Status, issue.SignedOffAt) = (IssueStatus.InProgress, null);
        var last = issue.Measures.Max(m => m.Ordinal);
        issue.Measures.AddRange(Measures(findings).Select((text, at) => new Measure
        {
            Id = Guid.CreateVersion7(now),
            IssueId = issue.Id,
            Cycle = issue.Cycle,
            Ordinal = last + at + 1,
            Text = text,
            DeadlineKind = DeadlineKind.Dated,
            Deadline = findings.Deadline,
            PlannedFrom = Shanghai.DayOf(now),
        }));
    }

    private static List<string> Measures(LookBackFindings findings) =>
        [.. (findings.Measures ?? []).Select(m => m.Trim()).Where(m => m.Length > 0)];
}
