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
using Notifications.Proof;
using Notifications.Queueing;
using Notifications.Schema;
using Notifications.Sending;
using Notifications.Templates;
using Npgsql;
using Testing;
using Testing.Smtp;

namespace Bench;

/// <summary>
/// Outbox to SMTP server, beside the bare MailKit loop on one connection against the same server in the same run; insertion;
/// memory. Usage: <c>-- mail [mails]</c>.
/// </summary>
internal static class MailBench
{
    private const int Warm = 500;

    public static async Task RunAsync(string[] args, CancellationToken stop)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5_000;
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions { Forget = true }, stop);
        await using var database = await TestDatabase.CreateAsync(
            "notifications", connection => NotificationsSchema.MigrateAsync(connection, stop), stop);

        await BareAsync(sink, Warm, noDelay: true, stop);
        await InsertAsync(database, "warm", Warm, stop);
        await DrainAsync(database, sink, 1, Warm, stop);

        var first = await BareAsync(sink, count, noDelay: true, stop);
        await InsertAsync(database, "one", count, stop);
        var one = await DrainAsync(database, sink, 1, count, stop);
        var second = await BareAsync(sink, count, noDelay: true, stop);
        await InsertAsync(database, "two", count, stop);
        var two = await DrainAsync(database, sink, 2, count, stop);
        var bare = (first + second) / 2;
        Print("bare MailKit loop as MailKit connects", await BareAsync(sink, 100, noDelay: false, stop), "waits for delayed acknowledgements (Nagle)");
        Print("bare MailKit loop, no delay", bare, $"{first:0} and {second:0} mails/s");
        Print("outbox to server, one worker", one, $"{one / bare:0.00} of the bare loop");
        Print("outbox to server, two workers", two, $"{two / bare:0.00} of the bare loop");

        var rows = await InsertAsync(database, "many", Math.Max(count, 20_000), stop);
        Print("insertion, rows in one transaction", rows, "mails/s, one recipient each");
    }

    private static async Task<double> InsertAsync(TestDatabase database, string run, int count, CancellationToken stop)
    {
        await using var services = Services(database, null, 0);
        var outbox = services.GetRequiredService<Outbox>();
        var mails = Enumerable.Range(1, count).Select(number => Mail(run, number)).ToArray();
        await using var connection = await database.DataSource.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var watch = Stopwatch.StartNew();
        var added = await outbox.EnqueueAsync(transaction, mails, stop);
        await transaction.CommitAsync(stop);
        watch.Stop();
        return added == count
            ? count / watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"{added} of {count} mails were new.");
    }

    private static async Task<double> DrainAsync(TestDatabase database, SmtpSink sink, int workers, int count, CancellationToken stop)
    {
        await using var services = Services(database, sink, workers);
        var dispatcher = services.GetServices<IHostedService>().Single();
        var log = services.GetRequiredService<MailLog>();
        var before = (await log.CountAsync(stop)).GetValueOrDefault(MailState.Sent);
        var memory = new List<long>();
        var watch = Stopwatch.StartNew();
        await dispatcher.StartAsync(stop);
        while ((await log.CountAsync(stop)).GetValueOrDefault(MailState.Sent) - before < count)
        {
            await Task.Delay(count > 20_000 ? 1_000 : 50, stop);
            memory.Add(GC.GetTotalMemory(forceFullCollection: false));
        }
        watch.Stop();
        await dispatcher.StopAsync(stop);
        if (count > 20_000)
            PrintMemory(memory);
        return count / watch.Elapsed.TotalSeconds;
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

    private static ServiceProvider Services(TestDatabase database, SmtpSink? sink, int workers)
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
            .AddSingleton(_ => NpgsqlDataSource.Create(database.ConnectionString))
            .AddNotifications(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
    }

    private static void Print(string what, double perSecond, string remark) =>
        Console.WriteLine($"{what,-38} {perSecond,9:0} /s   {remark}");

    private static void PrintMemory(List<long> samples)
    {
        var tenth = Math.Max(1, samples.Count / 10);
        Console.WriteLine($"managed memory, first tenth of the run  {samples.Take(tenth).Max() / 1e6,8:0.0} MB at most");
        Console.WriteLine($"managed memory, last tenth of the run   {samples.TakeLast(tenth).Max() / 1e6,8:0.0} MB at most");
    }
}
