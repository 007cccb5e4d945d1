using System.Runtime.CompilerServices;

namespace Ledger.Tests.Notices;

/// <summary>The files under seeds/.</summary>
internal static class Seeds
{
    public static byte[] Notice() => File.ReadAllBytes(PathOf("yicheng-2024-rectification-notice.txt"));

    public static byte[] Roster() => File.ReadAllBytes(PathOf("yicheng-2024-demo-roster.json"));

    private static string PathOf(string file, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../seeds", file));
}
