using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MimeKit;
using Notifications;
using Notifications.Mails;
using Notifications.Mails.Overdue;
using Notifications.Queueing;
using Notifications.Schema;
using Notifications.Templates;
using Npgsql;
using Testing;
using Testing.Smtp;
using Workflows.Acts;

namespace Bench;

/// <summary>
/// Outbox to SMTP server, beside the bare MailKit loop on one connection against the same server in the same run; insertion;
/// memory, as soon as there is enough to see it grow. Usage: <c>-- mail [mails] [rounds]</c>.
/// </summary>
internal static class MailBench
{
    private const int Warm = 5_000;

    public static async Task RunAsync(string[] args, CancellationToken stop)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5_000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions { Forget = true }, stop);
        await using var database = await TestDatabase.CreateAsync(
            "notifications", connection => NotificationsSchema.MigrateAsync(connection, stop), stop);
        await using var rows = OfficeDataSource.Create(database.ConnectionString);
        var meter = await MailMeter.OfAsync(rows, sink, stop);

        // Both are to be compiled as they are in a host that has run for a while.
        await BareAsync(sink, Warm, noDelay: true, stop);
        await InsertAsync(rows, "warm", Warm, stop);
        await DrainAsync(rows, sink, 1, Warm, stop);

        Print("bare MailKit loop as MailKit connects", await BareAsync(sink, 100, noDelay: false, stop), "waits for delayed acknowledgements (Nagle)");
        for (var round = 1; round <= rounds; round++)
        {
            var bare = await meter.MeasureAsync(count, () => BareAsync(sink, count, noDelay: true, stop));
            Print("bare MailKit loop, no delay", bare.PerSecond, bare.Processor);
            foreach (var workers in new[] { 1, 2 })
            {
                await InsertAsync(rows, $"{round}/{workers}", count, stop);
                var run = await meter.MeasureAsync(count, () => DrainAsync(rows, sink, workers, count, stop));
                Print($"outbox to server, workers: {workers}", run.PerSecond,
                    string.Create(CultureInfo.InvariantCulture, $"{run.PerSecond / bare.PerSecond:0.00} of the bare loop; {run.Processor}"));
            }
        }

        var inserted = await InsertAsync(rows, "many", Math.Max(count, 20_000), stop);
        Print("insertion, rows in one transaction", inserted, "mails/s, one recipient each");
    }

    private static async Task<double> InsertAsync(NpgsqlDataSource rows, string run, int count, CancellationToken stop)
    {
        await using var services = Services(rows, null, 0);
        var outbox = services.GetRequiredService<Outbox>();
        var mails = Enumerable.Range(1, count).Select(number => Mail(run, number)).ToArray();
        await using var connection = await rows.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var watch = Stopwatch.StartNew();
        var added = await outbox.EnqueueAsync(transaction, mails, stop);
        await transaction.CommitAsync(stop);
        watch.Stop();
        return added == count
            ? count / watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"{added} of {count} mails were new.");
    }

    private static async Task<double> DrainAsync(NpgsqlDataSource rows, SmtpSink sink, int workers, int count, CancellationToken stop)
    {
        await using var services = Services(rows, sink, workers);
        var dispatcher = services.GetServices<IHostedService>().Single();
        var memory = new MemoryLine(count);
        var watch = Stopwatch.StartNew();
        await dispatcher.StartAsync(stop);
        while (await IsAnyLeftAsync(rows, stop))
        {
            if (count > MemoryLine.Every)
                memory.Note(count - await LeftAsync(rows, stop));
            await Task.Delay(count > MemoryLine.Every ? 500 : 20, stop);
        }
        watch.Stop();
        await dispatcher.StopAsync(stop);
        memory.Print();
        return count / watch.Elapsed.TotalSeconds;
    }

    // Looks for one: counting what waits cost the database a quarter of what sending it did.
    private static async Task<bool> IsAnyLeftAsync(NpgsqlDataSource rows, CancellationToken stop)
    {
        await using var command = rows.CreateCommand("select exists (select 1 from notifications.mail where state = 'Waiting')");
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    private static async Task<int> LeftAsync(NpgsqlDataSource rows, CancellationToken stop)
    {
        await using var command = rows.CreateCommand("select count(*)::int from notifications.mail where state = 'Waiting'");
        return (int)(await command.ExecuteScalarAsync(stop))!;
    }

    private static async Task<double> BareAsync(SmtpSink sink, int count, bool noDelay, CancellationToken stop)
    {
        var words = MailRenderer.Preview(MailTemplate.All["Overdue"], Cultures.Chinese);
        using var client = new SmtpClient();
        if (noDelay)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(sink.Host, sink.Port, stop);
            await client.ConnectAsync(socket, sink.Host, sink.Port, SecureSocketOptions.None, stop);
        }
        else
        {
            await client.ConnectAsync(sink.Host, sink.Port, SecureSocketOptions.None, stop);
        }
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < count; number++)
        {
            using var message = new MimeMessage { Subject = words.Subject };
            message.From.Add(new MailboxAddress("整改办", "office@rectification.example"));
            message.To.Add(new MailboxAddress("王建国", $"u{number}@unit.example"));
            message.Body = new BodyBuilder { TextBody = words.Text, HtmlBody = words.Html }.ToMessageBody();
            await client.SendAsync(message, stop);
        }
        watch.Stop();
        await client.DisconnectAsync(quit: true, stop);
        return count / watch.Elapsed.TotalSeconds;
    }

    private static OutgoingMail Mail(string run, int number) => OutgoingMail.Of(
        OverdueMail.Sample(Cultures.Chinese) with { Issue = new IssueBrief(number, "小型工程项目审批周期过长") },
        $"{run}/{number}", "bench", new MailPerson($"u{number}@unit.example", "王建国")) with
    { Thread = $"issue-{number}", RelatesTo = $"issue/{number}" };

    private static ServiceProvider Services(NpgsqlDataSource rows, SmtpSink? sink, int workers)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Smtp:Host"] = sink?.Host,
            ["Smtp:Port"] = $"{sink?.Port ?? 25}",
            ["Smtp:Security"] = "None",
            ["Dispatch:Workers"] = $"{workers}",
        };
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(rows)
            .AddNotifications(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
    }

    private static void Print(string what, double perSecond, string remark) =>
        Console.WriteLine($"{what,-38} {perSecond,9:0} /s   {remark}");
}
