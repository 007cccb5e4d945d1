using Ledger.Files;

namespace Host.Pages.Shared;

/// <summary>What the web takes of files: several in one request, each held to the ledger's own limit.</summary>
public static class Uploads
{
    /// <summary>Of one request with all its files; more is refused before a byte of it is read.</summary>
    public const int LargestRequest = 2 * FileLimits.MaxMegabytes * 1024 * 1024 + 1024 * 1024;
}
