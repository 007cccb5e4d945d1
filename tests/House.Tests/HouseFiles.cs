using Testing;

namespace House.Tests;

/// <summary>The files people wrote: neither what a build makes nor what npm brings.</summary>
internal static class HouseFiles
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "TestResults", "data", "artifacts", ".git"];

    /// <summary>Full paths under a folder of the house, by file name pattern.</summary>
    public static IReadOnlyList<string> Under(string folder, string pattern) =>
        [.. Walk(new DirectoryInfo(SourceTree.File(folder)), pattern).Order(StringComparer.Ordinal)];

    /// <summary>The path as the house says it, with slashes.</summary>
    public static string Name(string path) => Path.GetRelativePath(SourceTree.Root, path).Replace('\\', '/');

    private static IEnumerable<string> Walk(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories()
                .Where(inner => !Made.Contains(inner.Name))
                .SelectMany(inner => Walk(inner, pattern)));
}
