using MimeKit;
using Notifications.Inbox;
using Notifications.Proof;
using Notifications.Queueing;
using Notifications.Sending;
using Notifications.Tests.Sending;
using Testing.Smtp;

namespace Notifications.Tests.Inbox;

/// <summary>The mailbox is read on a real IMAP server: dovecot.</summary>
public sealed class InboxCheckTests
{
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_in_ends_where_it_belongs_and_only_once()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var host = new MailHost(database, MailHost.NewClock(), SmtpSettings.For(sink));
        await using var mailbox = await Mailbox.OpenAsync();
        var mail = await SentAsync(host, 1, "wang@unit.example", "gone@unit.example");
        var reply = Letters.Reply(mail.MessageId, "已于今日完成验收。\n\n王建国\n\n发件人: 整改办\n> 请尽快整改");
        reply.Body = new Multipart("mixed") { reply.Body!, new MimePart("application", "pdf") { FileName = "..\\验收\r\n单.pdf", Content = new MimeContent(new MemoryStream([1, 2, 3])), ContentDisposition = new ContentDisposition("attachment") } };
        await mailbox.LayAsync(
            reply,
            Letters.Reply(mail.MessageId, "插一句", "stranger@elsewhere.example"),
            Letters.Reply($"{Guid.NewGuid():N}@house.example", "回复别处的信"),
            Letters.OutOfOffice(mail.MessageId, "Auto-Submitted: auto-replied"),
            Letters.OutOfOffice(mail.MessageId, "Precedence: bulk"),
            Letters.Notice(mail.MessageId, "gone@unit.example"),
            Letters.Notice(mail.MessageId, "wang@unit.example", action: "delayed", status: "4.4.1", whole: true),
            Letters.Notice($"{Guid.NewGuid():N}@house.example", "wang@unit.example"),
            Letters.Parse("From: a@b.example\nSubject: hello\n\nhi"),
            Letters.Parse("From: a@b.example\nSubject: big\n\n" + new string('x', 300_000)));

        Assert.Equal(10, await mailbox.Check(host).RunAsync(_stop));
        Assert.Equal(0, await mailbox.Check(host).RunAsync(_stop));
        await mailbox.RenumberAsync();
        await mailbox.Check(host).RunAsync(_stop);

        var (rows, _) = await host.Get<InboxLog>().ListAsync(null, 1, 100, _stop);
        Assert.Equal(
            [
                (IncomingKind.Reply, IncomingOutcome.Noted), (IncomingKind.Reply, IncomingOutcome.UnknownSender),
                (IncomingKind.Reply, IncomingOutcome.UnknownThread), (IncomingKind.AutoReply, IncomingOutcome.Ignored),
                (IncomingKind.AutoReply, IncomingOutcome.Ignored), (IncomingKind.Bounce, IncomingOutcome.Marked),
                (IncomingKind.Delay, IncomingOutcome.Ignored), (IncomingKind.Bounce, IncomingOutcome.UnknownThread),
                (IncomingKind.Other, IncomingOutcome.Ignored), (IncomingKind.Other, IncomingOutcome.Unreadable),
            ],
            rows.OrderBy(one => one.Id).Where(one => one.UidValidity == rows.Min(two => two.UidValidity)).Select(one => (one.Kind, one.Outcome)));
        var noted = mailbox.Replies[0];
        Assert.Equal(2, mailbox.Replies.Count);
        Assert.Equal(("已于今日完成验收。\n\n王建国", "issue/1", "wang@unit.example", "王建国"), (noted.Text, noted.RelatesTo, noted.SenderAddress, noted.SenderName));
        var file = Assert.Single(noted.Files);
        Assert.Equal(("验收 单.pdf", "application/pdf", 3), (file.Name.Replace("  ", " ", StringComparison.Ordinal), file.ContentType, file.Content.Length));

        var bounced = Assert.Single(mailbox.Bounces);
        Assert.Equal((mail.Id, "gone@unit.example", "5.1.1"), (bounced.MailId, bounced.Address, bounced.Status));
        Assert.Equal([RecipientResult.Accepted, RecipientResult.Bounced], (await host.MailAsync(1)).People.Select(one => one.Result));
        Assert.Equal("gone@unit.example", Assert.Single(await host.Get<InboxLog>().TroublesAsync(_stop)).Address);
        Assert.Null(await host.Get<Mending.MailMending>().MendAddressAsync(mail.Id, 1, "found@unit.example", "office", _stop));
        await sink.WaitForMessagesAsync(2, _stop);
        Assert.Equal(["found@unit.example"], sink.Messages[1].To);
    }

    [Fact]
    public async Task A_crash_between_reading_and_writing_loses_and_doubles_nothing()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var host = new MailHost(database, MailHost.NewClock(), SmtpSettings.For(sink));
        await using var mailbox = await Mailbox.OpenAsync();
        var mail = await SentAsync(host, 1, "wang@unit.example");
        await mailbox.LayAsync(Letters.Reply(mail.MessageId, "一"), Letters.Reply(mail.MessageId, "二"), Letters.Reply(mail.MessageId, "三"));

        mailbox.Breaks = new TimeoutException("the database went away");
        await Assert.ThrowsAsync<TimeoutException>(() => mailbox.Check(host).RunAsync(_stop));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => mailbox.Check(host).RunAsync(_stop)));
        Assert.Equal(["一", "三", "二"], mailbox.Replies.Select(one => one.Text).Order(StringComparer.Ordinal));

        // One message nobody can digest is passed over; those behind it are read.
        mailbox.Breaks = new InvalidOperationException("poison");
        await mailbox.LayAsync(Letters.Reply(mail.MessageId, "四"), Letters.Reply(mail.MessageId, "五"));
        Assert.Equal(2, await mailbox.Check(host).RunAsync(_stop));
        Assert.Equal("五", mailbox.Replies[^1].Text);
        Assert.Equal(1L, (await host.Get<InboxLog>().ListAsync(null, 1, 50, _stop)).Items.Count(one => one.Outcome == IncomingOutcome.Unreadable));
    }

    [Fact]
    public async Task A_mailbox_that_cannot_be_opened_is_told_and_throws_nothing()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        await using var mailbox = await Mailbox.OpenAsync();
        Assert.Equal(0, await mailbox.Check(host, "wrong").RunAsync(_stop));
        Assert.NotNull((await host.Get<InboxLog>().HealthAsync(_stop))?.Failure);
        Assert.Equal(0, await mailbox.Check(host).RunAsync(_stop));
        Assert.Null((await host.Get<InboxLog>().HealthAsync(_stop))?.Failure);
    }

    [Fact]
    public async Task An_address_that_bounced_works_again_when_somebody_writes_from_it()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var host = new MailHost(database, MailHost.NewClock(), SmtpSettings.For(sink));
        await using var mailbox = await Mailbox.OpenAsync();
        var mail = await SentAsync(host, 1, "wang@unit.example", "li@unit.example");
        await mailbox.LayAsync(Letters.Notice(mail.MessageId, "WANG@unit.example"), Letters.Notice(mail.MessageId, "li@unit.example", status: "4.4.7"));
        await mailbox.Check(host).RunAsync(_stop);
        // Given up after long tries: told, but no fault of the address.
        Assert.Equal(2, mailbox.Bounces.Count);
        Assert.Equal("wang@unit.example", Assert.Single(await host.Get<InboxLog>().TroublesAsync(_stop)).Address);
        await mailbox.LayAsync(Letters.Reply(mail.MessageId, "我在"));
        await mailbox.Check(host).RunAsync(_stop);
        Assert.Empty(await host.Get<InboxLog>().TroublesAsync(_stop));
    }

    private static async Task<MailRow> SentAsync(MailHost host, int issue, params string[] to)
    {
        await host.EnqueueAsync(MailHost.Overdue(issue, Array.ConvertAll(to, one => new MailPerson(one))));
        await host.StartAsync();
        return await host.MailAsync(issue, row => row.State == MailState.Sent);
    }
}
