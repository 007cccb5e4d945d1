using System.Diagnostics;
using System.Globalization;
using ElsaRuntime;
using ElsaRuntime.Storage;
using Host.PrivatePostgres;
using Ledger.Calendar;
using Ledger.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Notifications;
using Notifications.Schema;
using Npgsql;
using Testing;
using Workflows;
using Workflows.Calendar;
using Workflows.Clock;

namespace Bench.Clock;

/// <summary>
/// The daily deadline sweep: first over everything at once (as after an outage), then on the next working day, then again the
/// same day. Then the rhythms with a life cycle running for every issue: a week opened, and closed with not one report; the half
/// month's meeting with an agenda of all that. Beside each a plain <c>select</c> of the rows it looks at. Usage: <c>-- clock
/// [issues]</c>.
/// </summary>
internal static class ClockBench
{
    /// <summary>A Wednesday morning in Shanghai.</summary>
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 1, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(string[] args, CancellationToken stop)
    {
        var most = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        foreach (var issues in new[] { most / 10, most }.Where(n => n > 0).Distinct())
        {
            await MeasureAsync(issues, stop);
        }
    }

    private static async Task MeasureAsync(int issues, CancellationToken stop)
    {
        using var scratch = new Scratch();
        await using var server = await PrivatePostgresServer.StartAsync(new PrivatePostgresOptions(scratch.PathOf("data")), stop);
        await LedgerSchema.MigrateAsync(server.ConnectionString, stop);
        await ElsaRuntimeSchema.MigrateAsync(server.ConnectionString, stop);
        await NotificationsSchema.MigrateAsync(server.ConnectionString, stop);
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        var clock = new FakeTimeProvider(Start);
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddSingleton(database)
            .AddElsaRuntime().AddNotifications(new ConfigurationBuilder().Build()).AddWorkflows().BuildServiceProvider();
        await LoadCalendarAsync(services, stop);
        await using var patient = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { CommandTimeout = 0 });
        await BenchLedger.FillAsync(patient, issues, DateOnly.FromDateTime(Start.DateTime), stop);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{issues:N0} issues, {issues * 5:N0} measures"));
        var bench = new Measured(services, database, issues);
        await SweepAsync(bench, "everything at once", stop);
        clock.Advance(TimeSpan.FromDays(1));
        await SweepAsync(bench, "the next working day", stop);
        await SweepAsync(bench, "again the same day", stop);

        await BenchLifeCycles.StartAsync(services, patient, issues, DateOnly.FromDateTime(Start.DateTime).AddYears(1), stop);
        clock.SetUtcNow(Start.AddDays(12));
        await RunAsync<WeeklySupervisionCheck>(bench, "a week opened", check => check.RunAsync(stop), stop);
        clock.SetUtcNow(Start.AddDays(17));
        await RunAsync<WeeklyCutOffCheck>(bench, "closed, no report", check => check.RunAsync(stop), stop);
        clock.SetUtcNow(Start.AddDays(19));
        await RunAsync<WeeklySupervisionCheck>(bench, "the next week opened", check => check.RunAsync(stop), stop);
        clock.SetUtcNow(Start.AddDays(24));
        await RunAsync<WeeklyCutOffCheck>(bench, "closed, superiors told", check => check.RunAsync(stop), stop);
        clock.SetUtcNow(Start.AddDays(28));
        await RunAsync<HalfMonthlySchedulingCheck>(bench, "the meeting opened", check => check.RunAsync(stop), stop);
    }

    private static async Task LoadCalendarAsync(ServiceProvider services, CancellationToken stop)
    {
        var tables = CalendarFile.Read(await File.ReadAllBytesAsync(SourceTree.File("src", "Host", "node_modules", "chinese-days", "dist", "chinese-days.json"), stop));
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BuiltInCalendar>().KeepAsync(tables.Value!, stop);
    }

    private static Task SweepAsync(Measured bench, string what, CancellationToken stop) =>
        RunAsync<DeadlineCheck>(bench, what, check => check.RunAsync(stop), stop);

    private static async Task RunAsync<TCheck>(Measured bench, string what, Func<TCheck, Task> run, CancellationToken stop)
        where TCheck : notnull
    {
        var plain = await PlainAsync(bench.Database, stop);
        var before = await CountAsync(bench.Database, stop);
        await using var scope = bench.Services.CreateAsyncScope();
        PeakMemory.Reset();
        var watch = Stopwatch.StartNew();
        await run(scope.ServiceProvider.GetRequiredService<TCheck>());
        var (took, peak) = (watch.Elapsed, PeakMemory.Megabytes());
        var mails = await CountAsync(bench.Database, stop) - before;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {what,-22} {took.TotalSeconds,7:0.00} s  {took.TotalMicroseconds / bench.Issues,7:0.0} µs/issue  {mails,6:N0} mails  peak {peak,4} MB  (plain select of all open measures {plain.TotalSeconds:0.00} s)"));
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, CancellationToken stop)
    {
        await using var command = database.CreateCommand("select count(*) from notifications.mail");
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>The yardstick: every open measure with its issue, read and thrown away.</summary>
    private static async Task<TimeSpan> PlainAsync(NpgsqlDataSource database, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        await using var command = database.CreateCommand(
            "select m.id, m.due_on, m.ordinal, i.id, i.number, i.lead_unit_id from ledger.measure m join ledger.issue i on i.id = m.issue_id where m.status = 'Open'");
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
        }

        return watch.Elapsed;
    }

    private sealed record Measured(ServiceProvider Services, NpgsqlDataSource Database, int Issues);
}
