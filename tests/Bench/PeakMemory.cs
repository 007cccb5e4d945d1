using System.Globalization;

namespace Bench;

/// <summary>
/// The most memory this process has held resident since <see cref="Reset"/>, by Linux' own account: what went before a
/// measured piece, seeding for example, is not counted against it.
/// </summary>
internal static class PeakMemory
{
    private const string ResetPeak = "5";

    /// <summary>From now on.</summary>
    public static void Reset() => File.WriteAllText("/proc/self/clear_refs", ResetPeak);

    public static long Megabytes()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
