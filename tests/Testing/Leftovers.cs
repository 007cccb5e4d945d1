using Host.PrivatePostgres;

namespace Testing;

/// <summary>Clears the clusters of test processes that were killed before they could stop them.</summary>
internal static class Leftovers
{
    /// <summary>Where the clusters of all test processes of this user lie.</summary>
    public static string Place { get; } = Path.Combine(Path.GetTempPath(), $"workflows-tests-{Environment.UserName}");

    public static async Task ClearAsync()
    {
        Directory.CreateDirectory(Place);
        if (!OperatingSystem.IsWindows())
        {
            // The server's account must get through, whatever umask this process has.
            File.SetUnixFileMode(Place, (UnixFileMode)0b111_101_101);
        }

        foreach (var folder in Directory.EnumerateDirectories(Place))
        {
            await PrivatePostgresServer.DiscardAsync(folder, CancellationToken.None);
        }
    }
}
