using Ledger.Deadlines;
using Ledger.Letters;
using Npgsql;
using Workflows.Acts;

namespace Workflows.Clock;

/// <summary>Turns the ladder's wishes into drafts that wait for the office.</summary>
public sealed class LadderDrafts(LedgerSession session, TimeProvider clock) : ILetterDrafts
{
    /// <inheritdoc />
    public async Task DraftAsync(NpgsqlTransaction transaction, IReadOnlyList<LetterWish> wishes, CancellationToken cancellationToken) =>
        await LadderLetters.DraftAsync(await session.InAsync(transaction), wishes, clock.Today(), clock.GetUtcNow(), cancellationToken);
}
