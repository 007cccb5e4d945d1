using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Bench.Engine;

/// <summary>The yardstick: PostgreSQL's own <c>pgbench -N</c> (Debian: postgresql-contrib) on the cluster the bench runs on.</summary>
internal static partial class PgBench
{
    /// <summary>Commits per second, or an error that says what is missing.</summary>
    public static async Task<double> RunAsync(string connectionString, int clients, int seconds, CancellationToken stop)
    {
        await ExecuteAsync(connectionString, "-i -q -s 10", stop);
        var text = await ExecuteAsync(
            connectionString, string.Create(CultureInfo.InvariantCulture, $"-N -M prepared -c {clients} -j 2 -T {seconds}"), stop);
        return double.Parse(Tps().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static async Task<string> ExecuteAsync(string connectionString, string arguments, CancellationToken stop)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo("pgbench", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGHOST"] = target.Host;
        start.Environment["PGPORT"] = target.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = target.Username;
        start.Environment["PGPASSWORD"] = target.Password;
        start.Environment["PGDATABASE"] = target.Database;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("pgbench did not start");
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var errors = process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"pgbench {arguments}: {await errors}");
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();
}
