using System.Text.Json;

namespace Host.Studio;

/// <summary>
/// Elsa Studio's own files, as the npm package <c>@elsa-workflows/elsa-studio-wasm</c> brings them. A published Host carries
/// them in a folder <c>studio</c>; one run from a clone takes them from where the build has installed them, so that ninety
/// megabytes are not copied into every output folder.
/// </summary>
/// <param name="Root">The folder with <c>_framework</c> and <c>_content</c>.</param>
/// <param name="Version">The package's version.</param>
public sealed record StudioPackage(string Root, string Version)
{
    private static readonly string Installed = Path.Combine("node_modules", "@elsa-workflows", "elsa-studio-wasm");

    /// <exception cref="InvalidOperationException">The package is nowhere to be found.</exception>
    public static StudioPackage Locate()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = At(Path.Combine(folder.FullName, "studio"))
                ?? At(Path.Combine(folder.FullName, Installed))
                ?? At(Path.Combine(folder.FullName, "src", "Host", Installed));
            if (found is not null)
            {
                return found;
            }
        }

        throw new InvalidOperationException(
            $"The npm package @elsa-workflows/elsa-studio-wasm is not installed beside {AppContext.BaseDirectory}. Build the Host: the build installs it.");
    }

    private static StudioPackage? At(string root)
    {
        var about = Path.Combine(root, "package.json");
        if (!File.Exists(about) || !Directory.Exists(Path.Combine(root, "_framework")))
        {
            return null;
        }

        using var json = JsonDocument.Parse(File.ReadAllText(about));
        return new StudioPackage(root, json.RootElement.GetProperty("version").GetString()!);
    }
}
