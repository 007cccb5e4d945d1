using System.Diagnostics;
using System.Globalization;

namespace Host.PrivatePostgres;

/// <summary>A server process as its postmaster.pid names it.</summary>
/// <param name="ProcessId">The process that wrote the file.</param>
/// <param name="Cluster">The data folder it serves.</param>
/// <param name="Started">When it says it started.</param>
internal sealed record Postmaster(int ProcessId, string Cluster, DateTimeOffset Started)
{
    // The file tells whole seconds, and the server reads its clock a moment after the process exists.
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(10);

    /// <summary>Reads the file; null when there is none or it is cut off.</summary>
    public static Postmaster? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var lines = File.ReadAllLines(file);
        if (lines.Length < 3
            || !int.TryParse(lines[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var processId)
            || !long.TryParse(lines[2], NumberStyles.Integer, CultureInfo.InvariantCulture, out var started))
        {
            return null;
        }

        return new Postmaster(processId, lines[1], DateTimeOffset.FromUnixTimeSeconds(started));
    }

    /// <summary>
    /// Whether that process still lives and is that server. After a crash the number may belong to a program of somebody
    /// else's, which must not be signalled.
    /// </summary>
    public bool Lives()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal)
                && (process.StartTime.ToUniversalTime() - Started.UtcDateTime).Duration() < StartTolerance
                && !IsZombie();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    // Dead, but nobody has fetched its exit code: in a container whose first process does not care, it stays so for ever.
    private bool IsZombie()
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{ProcessId}/stat");
        if (!OperatingSystem.IsLinux() || !File.Exists(file))
        {
            return false;
        }

        // "123 (its name) Z ..."; the name may hold brackets and spaces.
        var stat = File.ReadAllText(file);
        return stat.AsSpan(stat.LastIndexOf(')') + 1).TrimStart().StartsWith("Z", StringComparison.Ordinal);
    }
}
