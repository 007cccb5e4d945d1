using System.Globalization;
using Host.Composition;
using Ledger.History;
using Ledger.Notices;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Importing;

namespace Host.Startup;

/// <summary>Fills an empty ledger with the seed notice and its invented cast, in one transaction.</summary>
internal sealed class Seeding(LedgerDb ledger, NoticeImport import, IOptions<SeedOptions> options)
{
    /// <summary>Does nothing where a round stands already, or where seeds are not wanted.</summary>
    /// <exception cref="InvalidOperationException">The seeds that ship with the house do not fit each other.</exception>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled || await ledger.Rounds.AnyAsync(cancellationToken))
        {
            return;
        }

        var bytes = await File.ReadAllBytesAsync(Path.Combine(HouseFolders.Seeds, options.Value.Notice), cancellationToken);
        var reading = NoticeFile.Read(bytes);
        if (reading.Refusal is { } unreadable)
        {
            throw new InvalidOperationException($"The seed {options.Value.Notice} is refused: {unreadable.In(CultureInfo.InvariantCulture)}");
        }

        var outcome = await import.ImportAsync(
            reading, options.Value.Notice, NoticeImport.FingerprintOf(bytes), await RosterAsync(cancellationToken), Actor.System, cancellationToken);
        if (outcome.IsRefused)
        {
            throw new InvalidOperationException($"The seed {options.Value.Notice} is refused: {outcome.Refusal.In(CultureInfo.InvariantCulture)}");
        }
    }

    private async Task<DemoRoster> RosterAsync(CancellationToken cancellationToken)
    {
        var roster = await File.ReadAllBytesAsync(Path.Combine(HouseFolders.Seeds, options.Value.Roster), cancellationToken);
        return DemoRosterFile.Read(roster);
    }
}
