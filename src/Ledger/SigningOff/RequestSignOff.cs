using Ledger.Completing;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.SigningOff;

/// <summary>The rule by which the lead unit requests sign-off (销号申请).</summary>
public static class RequestSignOff
{
    /// <summary>Whether <paramref name="actor"/> may request sign-off with <paramref name="statement"/> now.</summary>
    public static Outcome<SignOffRequested> Decide(Issue issue, string statement, Actor actor)
    {
        if (!CompleteMeasure.SpeaksFor(issue, actor))
        {
            return OnlyTheLeadUnit;
        }

        if (issue.Status != IssueStatus.InProgress)
        {
            return NotInProgress;
        }

        var open = issue.Measures.Count(m => m is { Status: MeasureStatus.Open, DeadlineKind: not DeadlineKind.LongTerm });
        if (open > 0)
        {
            return MeasuresStillOpen(open);
        }

        return string.IsNullOrWhiteSpace(statement)
            ? StatementMissing
            : new SignOffRequested(issue.SignOffRounds.Count + 1, statement.Trim());
    }

    /// <summary>Opens the numbered round on the row.</summary>
    public static void Apply(Issue issue, SignOffRequested request, Actor actor, DateTimeOffset now)
    {
        issue.SignOffRounds.Add(new SignOffRound
        {
            Id = Guid.CreateVersion7(now),
            IssueId = issue.Id,
            Number = request.Round,
            Statement = request.Statement,
            AppliedBy = actor.Id,
            AppliedByName = actor.Name,
            AppliedAt = now,
        });
        issue.Status = IssueStatus.Verifying;
    }
}
