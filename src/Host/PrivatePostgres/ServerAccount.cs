namespace Host.PrivatePostgres;

/// <summary>
/// Who runs the server. PostgreSQL refuses to run as root; a Host that is root therefore runs it as an ordinary
/// account of the system and hands its files to that account.
/// </summary>
/// <param name="Name">The account, or null for the one the Host itself runs as.</param>
internal sealed record ServerAccount(string? Name)
{
    private static readonly string[] Ordinary = ["postgres", "nobody"];

    public static ServerAccount Choose()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new ServerAccount((string?)null);
        }

        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        var name = Array.Find(Ordinary, known.Contains)
            ?? throw new PrivatePostgresException(
                "PostgreSQL does not run as root, and this system has neither an account 'postgres' nor 'nobody' to run it. "
                + "Start the Host as an ordinary user, or give a connection string.");
        return new ServerAccount(name);
    }

    /// <summary>Whether the account gets to <paramref name="path"/>: every folder above must let others through.</summary>
    public bool Reaches(string path)
    {
        if (Name is null || OperatingSystem.IsWindows())
        {
            return true;
        }

        for (var folder = Directory.GetParent(path); folder is not null; folder = folder.Parent)
        {
            if (folder.Exists && !folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives a folder and all in it to the account.</summary>
    public async Task OwnAsync(string folder, CancellationToken cancellationToken)
    {
        if (Name is not null)
        {
            await ServerCommand.RunAsync("chown", ["-R", $"{Name}:", folder], this with { Name = null }, "/", cancellationToken);
        }
    }
}
