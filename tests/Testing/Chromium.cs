namespace Testing;

/// <summary>Debian's own browser and Chinese fonts: found, or installed by apt when this process is root.</summary>
internal static class Chromium
{
    public const string Program = "/usr/bin/chromium";

    private static readonly Lazy<Task> Present = new(InstallIfMissingAsync);

    /// <exception cref="InvalidOperationException">It is missing and cannot be installed from here; the message says what to do.</exception>
    public static Task EnsureAsync() => Present.Value;

    private static async Task InstallIfMissingAsync()
    {
        List<string> missing = [];
        if (!File.Exists(Program))
        {
            missing.Add("chromium");
        }

        if (!Directory.Exists("/usr/share/fonts/opentype/noto") || Directory.GetFiles("/usr/share/fonts/opentype/noto", "NotoSansCJK*").Length == 0)
        {
            missing.Add("fonts-noto-cjk");
        }

        if (missing.Count > 0)
        {
            await AptPackages.InstallAsync(missing);
        }
    }
}
