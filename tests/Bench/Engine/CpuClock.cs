using System.Globalization;
using Npgsql;

namespace Bench.Engine;

/// <summary>Processor time spent so far, in microseconds: by this process with the children it has waited for, and by the server.</summary>
internal sealed record CpuTimes(double Client, double Server)
{
    public static CpuTimes operator -(CpuTimes later, CpuTimes earlier) => new(later.Client - earlier.Client, later.Server - earlier.Server);

    public string Per(double commits) =>
        string.Create(CultureInfo.InvariantCulture, $"CPU per commit: {Client / commits:0} µs client, {Server / commits:0} µs server");
}

/// <summary>
/// Reads them from Linux' <c>/proc</c>. On a machine that others use too, processor time per commit says more than commits
/// per second.
/// </summary>
internal sealed class CpuClock
{
    private const double MicrosecondsPerTick = 1e6 / 100;

    private readonly string postmaster;

    private CpuClock(string postmaster) => this.postmaster = postmaster;

    public static async Task<CpuClock> OfAsync(NpgsqlDataSource database, CancellationToken stop)
    {
        await using var command = database.CreateCommand("select pg_backend_pid()");
        var backend = Convert.ToString(await command.ExecuteScalarAsync(stop), CultureInfo.InvariantCulture)!;
        return new CpuClock(Stat(backend)![1]);
    }

    /// <summary>Server time counts backends that live and, by the postmaster, those that have ended.</summary>
    public CpuTimes Read()
    {
        var server = Sum(Stat(postmaster)!, 11, 4);
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (Stat(Path.GetFileName(directory)) is { } fields && fields[1] == postmaster)
            {
                server += Sum(fields, 11, 2);
            }
        }

        return new CpuTimes(Sum(Stat("self")!, 11, 4), server);
    }

    // The fields behind the name, which stands in parentheses and may hold anything: state, parent, ...
    private static string[]? Stat(string process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static double Sum(string[] fields, int from, int count) =>
        fields.Skip(from).Take(count).Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) * MicrosecondsPerTick;
}
