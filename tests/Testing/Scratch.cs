namespace Testing;

/// <summary>A temporary folder of a test's own, deleted with all in it when disposed.</summary>
public sealed class Scratch : IDisposable
{
    public Scratch()
    {
        Folder = Directory.CreateTempSubdirectory("workflows-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // Open to the account a private PostgreSQL runs as, should this process be root.
            File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        }
    }

    public string Folder { get; }

    /// <summary>The full path of a name in the folder.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
