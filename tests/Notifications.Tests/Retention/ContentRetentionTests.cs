using System.Text;
using Microsoft.Extensions.Time.Testing;
using Notifications.Mending;
using Notifications.Proof;
using Notifications.Queueing;
using Notifications.Receipts;
using Notifications.Retention;
using Notifications.Sending;
using Notifications.Tests.Sending;
using Npgsql;
using Testing;
using Testing.Smtp;

namespace Notifications.Tests.Retention;

public sealed class ContentRetentionTests
{
    private static readonly DateTimeOffset LongAgo = new(2020, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_old_mail_said_goes_and_that_it_was_sent_stays()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await sink.AddAsync(SmtpRule.RefuseRecipient("gone@unit.example"), _stop);
        var clock = new FakeTimeProvider(LongAgo);
        await using var host = new MailHost(database, clock, SmtpSettings.For(sink));
        await host.EnqueueAsync(
            With(MailHost.Overdue(1), "shared.txt", "own.txt"),
            With(MailHost.Overdue(2), "shared.txt") with { Receipt = new ReceiptOffer("letter/2", LongAgo.AddDays(30)) },
            MailHost.Overdue(3, new MailPerson("gone@unit.example")),
            MailHost.Overdue(4) with { DueAt = LongAgo.AddYears(5) });
        await host.StartAsync();
        await host.UntilAsync(async () => await host.Log.CountAsync(_stop) is var states
            && (states.GetValueOrDefault(MailState.Sent), states.GetValueOrDefault(MailState.Buried)) == (2, 1));
        var before = await FindAsync(host, 1);

        clock.Advance(TimeSpan.FromDays(729));
        Assert.Equal(0, await host.Get<ContentRetention>().RunAsync(_stop));
        clock.Advance(TimeSpan.FromDays(2));
        await host.EnqueueAsync(With(MailHost.Overdue(5), "young.txt"));
        await host.MailAsync(5, row => row.State == MailState.Sent);
        Assert.Equal(2, await host.Get<ContentRetention>().RunAsync(_stop));
        Assert.Equal(0, await host.Get<ContentRetention>().RunAsync(_stop));

        var old = await FindAsync(host, 1);
        Assert.NotNull(old.Row.ContentsDroppedAt);
        Assert.Equal(before.Row with { ContentsDroppedAt = null, People = [] }, old.Row with { ContentsDroppedAt = null, People = [] });
        Assert.Equal(before.Row.People, old.Row.People);
        Assert.Equal(("", ""), (old.Words.Html, old.Words.Text));
        Assert.Equal(before.Papers.Select(paper => paper.Sha256), old.Papers.Select(paper => paper.Sha256));
        Assert.Equal([6L, null], old.Papers.Select(paper => paper.Size)); // the other mail still has the first
        Assert.All(await Task.WhenAll(FindAsync(host, 2), FindAsync(host, 5)), kept => Assert.NotEqual("", kept.Words.Html));
        Assert.Equal("{}", await ScalarAsync(database, "select string_agg(distinct data::text, '') from notifications.mail where contents_dropped_at is not null"));
        Assert.Equal(MendingRefusal.ContentsDropped, await host.Get<MailMending>().SendAgainAsync((await host.MailAsync(3)).Id, "office", _stop));
        Assert.Equal(0, await host.EnqueueAsync(MailHost.Overdue(1)));

        // The same file again, in a new mail: it arrives whole.
        await host.EnqueueAsync(With(MailHost.Overdue(6), "own.txt"));
        await host.MailAsync(6, row => row.State == MailState.Sent);
        var attached = Assert.Single(sink.Messages[^1].Message.Attachments.OfType<MimeKit.MimePart>());
        using var content = new MemoryStream();
        await attached.Content!.DecodeToAsync(content, _stop);
        Assert.Equal("own.txt", Encoding.UTF8.GetString(content.ToArray()).Trim());
    }

    [Fact]
    public async Task A_host_whose_clock_runs_ahead_drops_nothing()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var now = new MailHost(database, TimeProvider.System, SmtpSettings.For(sink));
        await now.EnqueueAsync(MailHost.Overdue(1));
        await now.StartAsync();
        await now.MailAsync(1, row => row.State == MailState.Sent);
        await using var ahead = new MailHost(database, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddYears(10)));
        Assert.Equal(0, await ahead.Get<ContentRetention>().RunAsync(_stop));
    }

    [Theory]
    [InlineData("update notifications.mail set contents_dropped_at = now()", "contents_dropped_once_settled")]
    [InlineData("update notifications.mail set state = 'Sent', sent_at = now(), contents_dropped_at = now()", "contents_stay_where_somebody_signs")]
    public async Task The_database_keeps_what_must_stay(string sql, string constraint)
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        await host.EnqueueAsync(MailHost.Overdue(1) with { Receipt = new ReceiptOffer("letter/1", MailHost.Start.AddDays(30)) });
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(database, sql));
        Assert.Equal(constraint, refused.ConstraintName);
    }

    private static OutgoingMail With(OutgoingMail mail, params string[] files) => mail with
    {
        Attachments = [.. files.Select(name => new MailAttachment(name, "text/plain", Encoding.UTF8.GetBytes(name[..^4] == "shared" ? "shared" : name)))],
    };

    private async Task<MailDetails> FindAsync(MailHost host, int issue) => (await host.Log.FindAsync((await host.MailAsync(issue)).Id, _stop))!;

    private async Task<object?> ScalarAsync(TestDatabase database, string sql)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync(_stop);
    }
}
