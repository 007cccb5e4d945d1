namespace Ledger.Files;

/// <summary>How large things may be. An archive is measured by what comes out of it, not by what it says of itself.</summary>
public static class FileLimits
{
    public const int MaxMegabytes = 50;

    public const long MaxBytes = MaxMegabytes * 1024L * 1024L;

    /// <summary>All entries of an archive unpacked.</summary>
    public const long MaxUnpackedBytes = 500L * 1024L * 1024L;

    public const int MaxEntries = 10_000;

    /// <summary>A name longer than this is no name; file systems stop at 255 bytes.</summary>
    public const int MaxNameLength = 200;
}
