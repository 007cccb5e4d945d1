using System.Diagnostics;
using System.Globalization;
using Notifications.Proof;
using Notifications.Sending;
using Testing.Smtp;

namespace Notifications.Tests.Sending;

/// <summary>
/// The dispatcher is killed, as by <c>kill -9</c>, fifty times on the way through 5,000 mails. What is killed is the dispatcher in a
/// process of its own with the Host's services and settings: a start of the whole Host would only make the test longer.
/// </summary>
public sealed class KilledSenderTests
{
    private const int Mails = 5_000;
    private const int Kills = 50;
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_kills_lose_no_mail_and_double_only_what_the_server_had_and_the_row_did_not_know()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var host = new MailHost(database, TimeProvider.System);
        await host.EnqueueAsync([.. Enumerable.Range(1, Mails).Select(issue => MailHost.Overdue(issue))]);
        var random = new Random(20261123);
        var (kills, unmarked) = (0, 0);
        while (kills < Kills)
        {
            using var sender = Start(database.ConnectionString, sink);
            // Somewhere in its work: after a share of what is left, so that all kills fall into the run.
            var before = sink.Messages.Count;
            var share = random.Next(1, Math.Max(2, (Mails - before) / (Kills - kills)));
            await sink.WaitForMessagesAsync(Math.Min(before + share, Mails), _stop);
            sender.Kill();
            await sender.WaitForExitAsync(_stop);
            kills++;
            unmarked += await TakenButNotMarkedAsync(database, sink);
            await LeasesEndAsync(database);
        }

        using (var last = Start(database.ConnectionString, sink))
        {
            await host.UntilAsync(async () => (await host.Log.CountAsync(_stop)).GetValueOrDefault(MailState.Sent) == Mails);
            last.StandardInput.Close();
            await last.WaitForExitAsync(_stop);
        }

        var copies = sink.Messages.GroupBy(mail => mail.Message.MessageId).ToDictionary(same => same.Key!, same => same.Count());
        var doubled = copies.Values.Sum(count => count - 1);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Mails} mails, {kills} kills: {copies.Count} arrived, {doubled} arrived again, {unmarked} had been taken by the server and not marked when the sender was killed."));
        var owed = new HashSet<string>();
        await foreach (var row in host.Log.ProofAsync(new MailFilter(), _stop))
            owed.Add(row.MessageId);
        Assert.Equal(Mails, owed.Count);
        Assert.Empty(owed.Except(copies.Keys));
        Assert.True(doubled <= unmarked, $"{doubled} doubles, but only {unmarked} mails were in nobody's books");
    }

    /// <summary>Mails the server has and whose rows do not know it: those, and no others, may arrive again.</summary>
    private async Task<int> TakenButNotMarkedAsync(Testing.TestDatabase database, SmtpSink sink)
    {
        var arrived = sink.Messages.Select(mail => mail.Message.MessageId!).ToArray();
        await using var command = database.DataSource.CreateCommand(
            "select count(*)::int from notifications.mail where state <> 'Sent' and message_id = any(@arrived)");
        command.Parameters.AddWithValue("arrived", arrived);
        return (int)(await command.ExecuteScalarAsync(_stop))!;
    }

    private async Task LeasesEndAsync(Testing.TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("update notifications.mail set lease_until = now() - interval '1 second' where owner is not null");
        await command.ExecuteNonQueryAsync(_stop);
    }

    private static Process Start(string database, SmtpSink sink)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MailSender.dll")]) { RedirectStandardInput = true };
        start.Environment["ConnectionStrings__Workflows"] = database;
        foreach (var (key, value) in SmtpSettings.For(sink))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return Process.Start(start)!;
    }
}
