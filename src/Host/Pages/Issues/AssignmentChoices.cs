using Ledger.Reading;
using Ledger.Storage;

namespace Host.Pages.Issues;

/// <summary>Whom an assignment can name.</summary>
public sealed record AssignmentChoices(IReadOnlyList<LeaderChoice> Leaders, IReadOnlyList<UnitChoice> Units)
{
    /// <summary>The whole roster.</summary>
    public static async Task<AssignmentChoices> ReadAsync(LedgerDb db, CancellationToken cancellationToken) => new(
        await Choices.LeadersAsync(db, cancellationToken),
        await Choices.UnitsAsync(db, cancellationToken));
}
