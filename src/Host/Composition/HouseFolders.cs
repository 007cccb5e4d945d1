namespace Host.Composition;

/// <summary>
/// Where the Host reads and writes, whatever directory it is started from: what it ships lies beside the program, what it
/// makes lies in one data folder.
/// </summary>
/// <param name="Data">Everything that outlives a run; setting <c>DataDirectory</c>.</param>
internal sealed record HouseFolders(string Data)
{
    private const string Setting = "DataDirectory";

    public string Postgres => Path.Combine(Data, "postgres");

    public string Maildrop => Path.Combine(Data, "maildrop");

    /// <summary>Keys that protect cookies and links; without them everybody is signed out by a restart.</summary>
    public string Keys => Path.Combine(Data, "keys");

    /// <summary>The notices and rosters that come with the house.</summary>
    public static string Seeds => Path.Combine(AppContext.BaseDirectory, "seeds");

    /// <summary>The web host reads settings and pages beside the program, not where somebody happens to stand.</summary>
    public static WebApplicationOptions Options(string[] args) =>
        new() { Args = args, ContentRootPath = AppContext.BaseDirectory };

    public static HouseFolders Of(IConfiguration configuration) =>
        new(Path.GetFullPath(configuration[Setting] is { Length: > 0 } named ? named : "data", Root()));

    /// <summary>The clone's folder when run from a clone, else the program's own.</summary>
    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Workflows.sln")))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }
}
