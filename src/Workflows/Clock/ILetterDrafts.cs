using Ledger.Deadlines;
using Npgsql;

namespace Workflows.Clock;

/// <summary>
/// Drafts the letters the ladder asks for, for approval by the office. Without an implementation the ladder writes no letters
/// and does not count them as gone out.
/// </summary>
public interface ILetterDrafts
{
    /// <summary>Writes the drafts in the sweep's own transaction. Each <see cref="LetterWish.Key"/> is wished once; a repeat must be harmless all the same.</summary>
    Task DraftAsync(NpgsqlTransaction transaction, IReadOnlyList<LetterWish> wishes, CancellationToken cancellationToken);
}
