namespace Host.PrivatePostgres;

/// <summary>What one server is run with: its programs, its account, its folder.</summary>
internal sealed record Installation(PostgresBinaries Binaries, ServerAccount Account, ServerFolder Folder)
{
    private const string SystemPlace = "/var/lib/workflows";

    /// <summary>Finds programs and account and makes the folder; both go to a system place where the account cannot get to them.</summary>
    public static async Task<Installation> PrepareAsync(PrivatePostgresOptions options, CancellationToken cancellationToken)
    {
        var account = ServerAccount.Choose();
        var binaries = await ReachableBinariesAsync(PostgresBinaries.Locate(options.BinariesDirectory), account, cancellationToken);
        var folder = ReachableFolder(Path.GetFullPath(options.DataDirectory), account, options.Tell);
        Directory.CreateDirectory(folder.Root);
        // Every time: the last run may have been somebody else's, or was killed before this line.
        await account.OwnAsync(folder.Root, cancellationToken);
        return new Installation(binaries, account, folder);
    }

    private static ServerFolder ReachableFolder(string wanted, ServerAccount account, Action<string>? tell)
    {
        if (account.Reaches(wanted))
        {
            return new ServerFolder(wanted);
        }

        var instead = Path.Combine(SystemPlace, "data-" + ServerFolder.Mark(wanted));
        tell?.Invoke(
            $"PostgreSQL does not run as root and its account '{account.Name}' may not enter {wanted}, so the data lie in {instead}.");
        return new ServerFolder(instead);
    }

    private static async Task<PostgresBinaries> ReachableBinariesAsync(
        PostgresBinaries binaries, ServerAccount account, CancellationToken cancellationToken)
    {
        if (account.Reaches(binaries.PgCtl))
        {
            return binaries;
        }

        // Named by place and time of what is copied: another clone or another version makes a copy of its own.
        var written = File.GetLastWriteTimeUtc(binaries.PgCtl).Ticks;
        var copy = new PostgresBinaries(Path.Combine(SystemPlace, "programs-" + ServerFolder.Mark($"{binaries.Root}@{written}")));
        if (!Directory.Exists(copy.Root))
        {
            var unfinished = $"{copy.Root}.{Environment.ProcessId}";
            Directory.CreateDirectory(SystemPlace);
            var itself = account with { Name = null };
            await ServerCommand.RunAsync("cp", ["-R", binaries.Root, unfinished], itself, "/", cancellationToken);
            await ServerCommand.RunAsync("chmod", ["-R", "a+rX", unfinished], itself, "/", cancellationToken);
            await ServerCommand.RunAsync("mv", ["-T", unfinished, copy.Root], itself, "/", cancellationToken);
        }

        return copy;
    }
}
