using Npgsql;

namespace Host.PrivatePostgres;

/// <summary>
/// A PostgreSQL server of the Host's own: made on first start, kept in a folder, reached through a Unix socket (on Windows
/// through a loopback port) with a generated password. It runs in a process group of its own, so that Ctrl+C reaches the
/// Host alone and the Host stops the server last. One Host at a time uses a folder; a server that a killed Host left behind
/// is stopped and started anew.
/// </summary>
internal sealed class PrivatePostgresServer : IAsyncDisposable
{
    private readonly Installation _installation;
    private readonly FileStream _inUse;

    private PrivatePostgresServer(Installation installation, FileStream inUse, string connectionString)
    {
        _installation = installation;
        _inUse = inUse;
        ConnectionString = connectionString;
    }

    /// <summary>Connects as the server's owner to the database the options name.</summary>
    public string ConnectionString { get; }

    /// <summary>Where the data lie; not the folder asked for when the server's account cannot get there.</summary>
    public string DataDirectory => _installation.Folder.Root;

    /// <summary>Starts the server and waits until it answers; makes cluster and database when missing.</summary>
    /// <exception cref="PrivatePostgresException">It could not be started; the message says why.</exception>
    public static async Task<PrivatePostgresServer> StartAsync(PrivatePostgresOptions options, CancellationToken cancellationToken)
    {
        var installation = await Installation.PrepareAsync(options, cancellationToken);
        var inUse = TakeFolder(installation.Folder);
        try
        {
            await Cluster.CreateIfMissingAsync(installation, options, cancellationToken);
            await StopLeftoverAsync(installation, cancellationToken);
            var endpoint = await ServerSettings.WriteAsync(installation, options, cancellationToken);
            await LaunchAsync(installation, cancellationToken);
            var connectionString = await ServerConnection.ReadyAsync(installation.Folder, endpoint, options.Database, cancellationToken);
            return new PrivatePostgresServer(installation, inUse, connectionString);
        }
        catch
        {
            // Ctrl+C reaches pg_ctl too and may end it after it has launched the server.
            await StopLeftoverAsync(installation, CancellationToken.None);
            await inUse.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server: open transactions are rolled back, what is committed is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var pooled = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        await StopLeftoverAsync(_installation, CancellationToken.None);
        DeleteSocket(_installation.Folder);
        await _inUse.DisposeAsync();
    }

    /// <summary>
    /// Clears away a folder whose user was killed: stops the server left in it and deletes everything. A folder that is in
    /// use, or was taken only a moment ago, is left alone.
    /// </summary>
    public static async Task DiscardAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var folder = new ServerFolder(dataDirectory);
        if (IsYoung(folder) || TryTakeFolder(folder) is not { } inUse)
        {
            return;
        }

        await using (inUse)
        {
            var installation = await Installation.PrepareAsync(new PrivatePostgresOptions(dataDirectory), cancellationToken);
            await StopLeftoverAsync(installation, cancellationToken);
            try
            {
                Directory.Delete(dataDirectory, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // Its owner stops at this moment and takes it away himself.
            }
        }
    }

    /// <summary>Stops the server that serves this folder, whoever started it; a stale postmaster.pid is taken away.</summary>
    private static async Task StopLeftoverAsync(Installation installation, CancellationToken cancellationToken)
    {
        var postmaster = Postmaster.Read(installation.Folder.PostmasterFile);
        if (postmaster is null || !postmaster.Lives())
        {
            // Left in place, either would stop the next start while its number is some other program's, or is that of a dead
            // server whose exit nobody has fetched yet.
            File.Delete(installation.Folder.PostmasterFile);
            DeleteSocket(installation.Folder);
            return;
        }

        if (await StopAsync(installation, "fast", cancellationToken) != 0 && postmaster.Lives()
            && await StopAsync(installation, "immediate", cancellationToken) != 0 && postmaster.Lives())
        {
            throw new PrivatePostgresException(
                $"PostgreSQL (process {postmaster.ProcessId}) in {installation.Folder.Root} does not stop.");
        }
    }

    private static void DeleteSocket(ServerFolder folder)
    {
        if (Directory.Exists(folder.Socket))
        {
            Directory.Delete(folder.Socket, recursive: true);
        }
    }

    private static Task<int> StopAsync(Installation installation, string mode, CancellationToken cancellationToken) =>
        ServerCommand.RunDetachedAsync(
            installation.Binaries.PgCtl,
            ["stop", "-s", "-w", "-t", "60", "-m", mode, "-D", installation.Folder.Cluster],
            installation.Account,
            installation.Folder.Root,
            cancellationToken);

    private static async Task LaunchAsync(Installation installation, CancellationToken cancellationToken)
    {
        var folder = installation.Folder;
        for (var patience = 20; !await TryLaunchAsync(installation, cancellationToken); patience--)
        {
            // The last children of a killed server hold its shared memory until they notice, which takes them a moment.
            if (patience == 0 || !folder.LogTail().Contains("shared memory block", StringComparison.Ordinal))
            {
                throw new PrivatePostgresException(
                    $"PostgreSQL did not start in {folder.Root}. Its last words:{Environment.NewLine}{folder.LogTail()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
        }
    }

    private static async Task<bool> TryLaunchAsync(Installation installation, CancellationToken cancellationToken)
    {
        var folder = installation.Folder;
        File.Delete(folder.Log);
        // pg_ctl and not postgres itself: it gives the server a session of its own.
        return await ServerCommand.RunDetachedAsync(
            installation.Binaries.PgCtl,
            ["start", "-s", "-w", "-t", "120", "-D", folder.Cluster, "-l", folder.Log],
            installation.Account,
            folder.Root,
            cancellationToken) == 0;
    }

    private static bool IsYoung(ServerFolder folder) =>
        TimeProvider.System.GetUtcNow() - File.GetLastWriteTimeUtc(folder.LockFile) < TimeSpan.FromMinutes(1);

    private static FileStream TakeFolder(ServerFolder folder)
    {
        try
        {
            return TryTakeFolder(folder)
                ?? throw new PrivatePostgresException(
                    $"The data in {folder.Root} are in use by another Host that runs now. Stop that one, or give this one a folder of its own.");
        }
        catch (UnauthorizedAccessException foreign)
        {
            throw new PrivatePostgresException(
                $"The data in {folder.Root} belong to another account of this system. Start the Host as before, or give it a folder of its own.",
                foreign);
        }
    }

    // The system lets go of the lock when its holder dies, however it dies.
    private static FileStream? TryTakeFolder(ServerFolder folder)
    {
        try
        {
            return new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
