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
    public static Outcome<SignOffRequested> Decide(Issue issue, string statement, Actor actor, SignOffSettings settings)
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

        if (settings.EvidenceForEveryMeasure && Unproven(issue) is { } unproven)
        {
            return MeasureWithoutEvidence(unproven.Ordinal);
        }

        return string.IsNullOrWhiteSpace(statement)
            ? StatementMissing
            : new SignOffRequested(issue.SignOffRounds.Count + 1, statement.Trim(), issue.Evidence.Count(e => e.RoundId is null));
    }

    /// <summary>Opens the numbered round on the row, and hands the evidence in with it.</summary>
    public static void Apply(Issue issue, SignOffRequested request, Actor actor, DateTimeOffset now)
    {
        var round = new SignOffRound
        {
            Id = Guid.CreateVersion7(now),
            IssueId = issue.Id,
            Number = request.Round,
            Cycle = issue.Cycle,
            Statement = request.Statement,
            AppliedBy = actor.Id,
            AppliedByName = actor.Name,
            AppliedByPersonId = actor.PersonId,
            AppliedAt = now,
        };
        issue.SignOffRounds.Add(round);
        foreach (var evidence in issue.Evidence.Where(e => e.RoundId is null))
        {
            evidence.RoundId = round.Id;
        }

        issue.Status = IssueStatus.Verifying;
    }

    /// <summary>The first measure done in this rectification that no file speaks for, handed in now or with an earlier request.</summary>
    private static Measure? Unproven(Issue issue) => issue.Measures.Where(m => m.Status == MeasureStatus.Done && m.Cycle == issue.Cycle)
        .OrderBy(m => m.Ordinal).FirstOrDefault(m => issue.Evidence.All(e => e.MeasureId != m.Id));
}
