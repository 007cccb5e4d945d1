using System.Security.Cryptography;

namespace Host.PrivatePostgres;

/// <summary>Makes the database cluster of a server on its first start.</summary>
internal static class Cluster
{
    /// <summary>The cluster's owner and the only account in it.</summary>
    public const string Owner = "workflows";

    public static async Task CreateIfMissingAsync(
        Installation installation, PrivatePostgresOptions options, CancellationToken cancellationToken)
    {
        var folder = installation.Folder;
        if (Directory.Exists(folder.Cluster))
        {
            return;
        }

        if (Directory.Exists(folder.Unfinished))
        {
            Directory.Delete(folder.Unfinished, recursive: true);
        }

        await WritePasswordAsync(installation, cancellationToken);
        // The built-in C.UTF-8 provider sorts and folds alike on every system, whatever locales are installed.
        List<string> arguments =
        [
            "-D", folder.Unfinished, "-U", Owner, "--pwfile", folder.PasswordFile, "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8",
            "--set", $"include_if_exists={ServerSettings.FileName}",
        ];
        if (options.Settings.TryGetValue("fsync", out var fsync) && fsync == "off")
        {
            arguments.Add("--no-sync");
        }

        await ServerCommand.RunAsync(installation.Binaries.InitDb, arguments, installation.Account, folder.Root, cancellationToken);
        Directory.Move(folder.Unfinished, folder.Cluster);
    }

    private static async Task WritePasswordAsync(Installation installation, CancellationToken cancellationToken)
    {
        var file = installation.Folder.PasswordFile;
        File.Delete(file);
        var form = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            form.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var writer = new StreamWriter(file, form))
        {
            await writer.WriteAsync(RandomNumberGenerator.GetHexString(40).AsMemory(), cancellationToken);
        }

        await installation.Account.OwnAsync(file, cancellationToken);
    }
}
