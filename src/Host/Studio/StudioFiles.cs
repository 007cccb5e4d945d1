using System.Collections.Frozen;

namespace Host.Studio;

/// <summary>The designer's files by their address below <c>/studio/</c>; read once, for they do not change while the Host runs.</summary>
public sealed class StudioFiles(StudioPackage package)
{
    /// <summary>Where the designer's style sheet is looked for.</summary>
    public const string StyleSheet = "Elsa.Studio.Host.CustomElements.styles.css";

    /// <summary>Its settings: read at its start, and without any say here.</summary>
    public const string Settings = "appsettings.json";

    private readonly FrozenDictionary<string, StudioFile> _files = Read(package);

    /// <summary>The package's version; an address that carries it may be kept for good.</summary>
    public string Version => package.Version;

    public StudioFile? Find(string address) => _files.GetValueOrDefault(address);

    private static FrozenDictionary<string, StudioFile> Read(StudioPackage package) =>
        new DirectoryInfo(package.Root).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => (Address: Path.GetRelativePath(package.Root, file.FullName).Replace('\\', '/'), File: StudioFile.Read(file, package.Version)))
            .Where(entry => entry.File is not null && IsServed(entry.Address))
            .ToFrozenDictionary(entry => entry.Address, entry => entry.File!, StringComparer.Ordinal);

    private static bool IsServed(string address) =>
        address.StartsWith("_framework/", StringComparison.Ordinal)
        || address.StartsWith("_content/", StringComparison.Ordinal)
        || address is StyleSheet or Settings;
}
