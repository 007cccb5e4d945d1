using Ledger.Completing;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.SigningOff;

/// <summary>The rules by which the lead unit lays evidence to a measure, and takes back what is not handed in yet.</summary>
public static class GatherEvidence
{
    /// <summary>The measure evidence may be laid to.</summary>
    public static Outcome<Measure> Add(Issue issue, int ordinal, Actor actor) =>
        !CompleteMeasure.SpeaksFor(issue, actor) ? OnlyTheLeadUnit
        : issue.Status != IssueStatus.InProgress ? NotInProgress
        : issue.Measures.SingleOrDefault(m => m.Ordinal == ordinal && m.Cycle == issue.Cycle) is { } measure ? measure
        : MeasureUnknown;

    /// <summary>The evidence that may be taken back.</summary>
    public static Outcome<Evidence> Remove(Issue issue, Guid id, Actor actor) =>
        !CompleteMeasure.SpeaksFor(issue, actor) ? OnlyTheLeadUnit
        : issue.Evidence.SingleOrDefault(e => e.Id == id) is not { } evidence ? EvidenceUnknown
        : evidence.RoundId is not null ? EvidenceHandedIn
        : evidence;
}
