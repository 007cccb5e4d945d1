using Ledger.Files;
using Ledger.Refusals;
using Ledger.Storage;

namespace Workflows.Acts;

/// <summary>A file on its way in: what it is called, and its bytes, which can be read more than once.</summary>
public sealed record IncomingFile(string Name, Stream Content);

/// <summary>Stores what comes in with an act: all files or none, the first that is refused says why.</summary>
internal static class StoredFiles
{
    public static async Task<Outcome<List<StoredFile>>> StoreAsync(
        this LedgerDb db, IReadOnlyList<IncomingFile> files, FilePlace place, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<StoredFile> stored = [];
        foreach (var file in files)
        {
            var outcome = await FileStore.StoreAsync(db, file.Content, file.Name, place, now, cancellationToken);
            if (outcome.IsRefused)
            {
                return outcome.Refusal;
            }

            stored.Add(outcome.Value);
        }

        return stored;
    }
}
