using Ledger.Issues;

namespace Ledger.Assigning;

/// <summary>What the office decides when it gives out an issue: leaders, units, and a deadline for every measure.</summary>
/// <param name="LeadUnitId">Exactly one.</param>
/// <param name="LeadLeaderIds">1..n, in printed order.</param>
/// <param name="ResponsibleUnitIds">0..n, never the lead unit.</param>
/// <param name="Deadlines">One for every measure of the issue, by ordinal.</param>
public sealed record Assignment(
    Guid LeadUnitId,
    IReadOnlyList<Guid> LeadLeaderIds,
    IReadOnlyList<Guid> ResponsibleUnitIds,
    IReadOnlyList<MeasureTerm> Deadlines);

/// <summary>Kind of deadline and date of one measure.</summary>
public sealed record MeasureTerm(int Ordinal, DeadlineKind Kind, DateOnly? Deadline);
