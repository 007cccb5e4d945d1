namespace Testing;

/// <summary>The house's own files, as they lie above the test programs.</summary>
public static class SourceTree
{
    /// <summary>The folder with Workflows.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>The full path of a file or folder of the house.</summary>
    public static string File(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.GetFiles("Workflows.sln").Length == 1)
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no Workflows.sln above {AppContext.BaseDirectory}.");
    }
}
