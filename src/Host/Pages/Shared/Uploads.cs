using Ledger.Files;
using Ledger.Refusals;
using Workflows.Acts;

namespace Host.Pages.Shared;

/// <summary>What the web takes of files: several in one request, each held to the ledger's own limit.</summary>
public static class Uploads
{
    /// <summary>Of one request with all its files; more is refused before a byte of it is read.</summary>
    public const int LargestRequest = 2 * FileLimits.MaxMegabytes * 1024 * 1024 + 1024 * 1024;

    /// <summary>Opens what was uploaded for <paramref name="act"/>, and closes it after.</summary>
    public static async Task<Refusal?> ReadAsync(this IEnumerable<IFormFile> uploaded, Func<IReadOnlyList<IncomingFile>, Task<Refusal?>> act)
    {
        List<IncomingFile> files = [.. uploaded.Select(file => new IncomingFile(file.FileName, file.OpenReadStream()))];
        try
        {
            return await act(files);
        }
        finally
        {
            files.ForEach(file => file.Content.Dispose());
        }
    }
}
