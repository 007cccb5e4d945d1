using Notifications.Mending;
using Notifications.Proof;
using Notifications.Queueing;
using Notifications.Sending;
using Notifications.Transport;
using Testing.Smtp;

namespace Notifications.Tests.Sending;

public sealed class FailureTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_asks_for_patience_gets_it_and_then_the_mail()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await sink.AddAsync(SmtpRule.RefuseMessages(451, times: 2), _stop);
        await using var host = await StartedAsync(database, sink);
        var mail = await host.MailAsync(1, row => row.State == MailState.Sent, Pace);
        Assert.Equal(3, mail.Attempts);
        var tries = (await host.Log.FindAsync(mail.Id, _stop))!.Failures;
        Assert.Equal([nameof(FailureKind.ServerBusy), nameof(FailureKind.ServerBusy)], tries.Select(one => one.Failure));
        Assert.StartsWith("451 ", tries[0].Detail, StringComparison.Ordinal);
        Assert.True(tries[1].At - tries[0].At >= TimeSpan.FromSeconds(24));
    }

    [Fact]
    public async Task A_sender_put_off_is_no_refusal_of_the_recipients()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await sink.AddAsync(new SmtpRule(SmtpMoment.Sender, SmtpFault.Refuse) { Code = 451, Times = 1 }, _stop);
        await sink.AddAsync(new SmtpRule(SmtpMoment.Sender, SmtpFault.Refuse) { Code = 550, Times = 1 }, _stop);
        await using var host = await StartedAsync(database, sink, To("a@unit.example", "b@unit.example"));
        var mail = await host.MailAsync(1, row => row.State == MailState.Sent, Pace);
        Assert.All(mail.People, one => Assert.Equal(RecipientResult.Accepted, one.Result));
        var tries = (await host.Log.FindAsync(mail.Id, _stop))!.Failures;
        Assert.Equal([nameof(FailureKind.ServerBusy), nameof(FailureKind.Sender)], tries.Select(one => one.Failure));
    }

    [Fact]
    public async Task A_mail_too_large_for_the_server_is_buried_as_what_it_is()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await sink.AddAsync(new SmtpRule(SmtpMoment.Sender, SmtpFault.Refuse) { Code = 552, Text = "Message size exceeds fixed limit" }, _stop);
        await using var host = await StartedAsync(database, sink, To("a@unit.example"));
        var mail = await host.MailAsync(1, row => row.State == MailState.Buried);
        Assert.Equal((nameof(FailureKind.Message), "552 Message size exceeds fixed limit"), (mail.Failure, mail.FailureDetail));
        Assert.Equal(RecipientResult.Pending, Assert.Single(mail.People).Result);
    }

    [Fact]
    public async Task One_of_three_refused_does_not_keep_it_from_the_others()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await sink.AddAsync(SmtpRule.RefuseRecipient("gone@unit.example"), _stop);
        await using var host = await StartedAsync(database, sink, To("a@unit.example", "gone@unit.example", "c@unit.example"));
        var mail = await host.MailAsync(1, row => row.State == MailState.Sent);
        Assert.Equal([RecipientResult.Accepted, RecipientResult.Refused, RecipientResult.Accepted], mail.People.Select(one => one.Result));
        Assert.Contains("550", mail.People[1].Reply, StringComparison.Ordinal);
        Assert.Equal(["a@unit.example", "c@unit.example"], Assert.Single(sink.Messages).To);
    }

    [Fact]
    public async Task One_of_three_put_off_gets_it_later_and_the_others_not_twice()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await sink.AddAsync(SmtpRule.RefuseRecipient("full@unit.example", 452) with { Times = 1 }, _stop);
        await using var host = await StartedAsync(database, sink, To("a@unit.example", "full@unit.example", "c@unit.example"));
        await host.MailAsync(1, row => row.State == MailState.Sent, Pace);
        Assert.Equal(2, sink.Messages.Count);
        Assert.Equal(["full@unit.example"], sink.Messages[1].To);
        Assert.Equal(sink.Messages[0].Message.MessageId, sink.Messages[1].Message.MessageId);
    }

    [Fact]
    public async Task A_buried_mail_goes_out_again_when_its_address_is_mended()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await sink.AddAsync(SmtpRule.RefuseRecipient("gone@unit.example"), _stop);
        await using var host = await StartedAsync(database, sink, To("gone@unit.example"));
        var buried = await host.MailAsync(1, row => row.State == MailState.Buried);
        Assert.Equal(nameof(FailureKind.Recipient), buried.Failure);
        var mending = host.Get<MailMending>();
        Assert.Equal(MendingRefusal.AddressMalformed, await mending.MendAddressAsync(buried.Id, 0, "nobody", "office", _stop));
        Assert.Equal(MendingRefusal.NoSuchRecipient, await mending.MendAddressAsync(buried.Id, 5, "new@unit.example", "office", _stop));
        Assert.Null(await mending.MendAddressAsync(buried.Id, 0, "new@unit.example", "office", _stop));
        await host.MailAsync(1, row => row.State == MailState.Sent);
        Assert.Equal(["new@unit.example"], Assert.Single(sink.Messages).To);
        var details = await host.Log.FindAsync(buried.Id, _stop);
        Assert.Equal(new MailMendingRow(MailHost.Start, "office", "gone@unit.example", "new@unit.example"), Assert.Single(details!.Mendings));
        Assert.Equal(MendingRefusal.NothingToSend, await mending.SendAgainAsync(buried.Id, "office", _stop));
        Assert.Equal(MendingRefusal.NoSuchMail, await mending.SendAgainAsync(Guid.NewGuid(), "office", _stop));
    }

    [Fact]
    public async Task A_connection_cut_after_the_data_means_the_same_mail_again()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await sink.AddAsync(SmtpRule.DropAfterData(times: 1), _stop);
        await using var host = await StartedAsync(database, sink);
        var mail = await host.MailAsync(1, row => row.State == MailState.Sent, Pace);
        Assert.Equal(2, sink.Attempts.Count);
        Assert.All(sink.Attempts, one => Assert.Equal(mail.MessageId, one.Message.MessageId));
        Assert.Equal(nameof(FailureKind.Connection), Assert.Single((await host.Log.FindAsync(mail.Id, _stop))!.Failures).Failure);
    }

    [Fact]
    public async Task A_server_that_stalls_is_given_up_after_the_time_set_and_asked_again()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await sink.AddAsync(SmtpRule.StallAfterData(times: 1), _stop);
        await using var host = await StartedAsync(database, sink);
        await sink.WaitForAttemptsAsync(1, _stop);
        host.Clock.Advance(TimeSpan.FromSeconds(60));
        var mail = await host.MailAsync(1, row => row.State == MailState.Sent, Pace);
        Assert.Contains("60 s", Assert.Single((await host.Log.FindAsync(mail.Id, _stop))!.Failures).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpMoment.Connect)]
    [InlineData(SmtpMoment.Recipient)]
    [InlineData(SmtpMoment.Message)]
    public async Task A_server_that_stalls_by_the_real_clock_holds_up_one_worker_and_no_longer_than_set(SmtpMoment at)
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await sink.AddAsync(new SmtpRule(at, SmtpFault.Stall) { Times = 1 }, _stop);
        await using var host = new MailHost(database, TimeProvider.System, SmtpSettings.For(sink,
            ("Smtp:Timeout", "00:00:03"), ("Dispatch:FirstRetry", "00:00:01"), ("Dispatch:Workers", "2"), ("Dispatch:BatchSize", "1")));
        await host.EnqueueAsync([.. Enumerable.Range(1, 6).Select(issue => MailHost.Overdue(issue))]);
        await host.StartAsync();
        await host.UntilAsync(async () => (await host.Log.CountAsync(_stop)).GetValueOrDefault(MailState.Sent) == 6);

        var mails = await Task.WhenAll(Enumerable.Range(1, 6).Select(issue => host.MailAsync(issue)));
        var tries = await Task.WhenAll(mails.Select(async mail => (await host.Log.FindAsync(mail.Id, _stop))!.Failures));
        var stalled = Assert.Single(tries.SelectMany(one => one).Where(one => one.Detail!.Contains("3 s", StringComparison.Ordinal)).DistinctBy(one => one.Detail));
        Assert.Equal(nameof(FailureKind.Connection), stalled.Failure);
        // One mail was in the stalled hands and one fetched ahead; the other worker went on with the rest.
        Assert.True(mails.Count(mail => mail.SentAt < stalled.At) >= 4);
    }

    [Fact]
    public async Task A_message_the_server_does_not_want_is_buried_with_its_words()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await sink.AddAsync(SmtpRule.RefuseMessages(554, times: 1), _stop);
        await using var host = await StartedAsync(database, sink);
        var mail = await host.MailAsync(1, row => row.State == MailState.Buried);
        Assert.Equal(nameof(FailureKind.Message), mail.Failure);
        Assert.Null(await host.Get<MailMending>().SendAgainAsync(mail.Id, "office", _stop));
        await host.MailAsync(1, row => row.State == MailState.Sent);
    }

    [Fact]
    public async Task An_address_only_smtputf8_can_carry_is_named_when_the_server_cannot()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions { HideSmtpUtf8 = true, Hide8BitMime = true }, _stop);
        await using var host = await StartedAsync(database, sink, To("王建国@unit.example"));
        var buried = await host.MailAsync(1, row => row.State == MailState.Buried);
        Assert.Equal(nameof(FailureKind.AddressNeedsSmtpUtf8), buried.Failure);
        await host.EnqueueAsync(MailHost.Overdue(2, To("王建国@unit.example", "wang@单位.example")));
        var sent = await host.MailAsync(2, row => row.State == MailState.Sent);
        Assert.Equal([RecipientResult.Refused, RecipientResult.Accepted], sent.People.Select(one => one.Result));
        Assert.Equal("7bit", Assert.Single(sink.Messages).BodyType);
    }

    [Fact]
    public async Task An_address_only_smtputf8_can_carry_arrives_where_the_server_can()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var host = await StartedAsync(database, sink, To("王建国@unit.example"));
        await host.MailAsync(1, row => row.State == MailState.Sent);
        Assert.True(Assert.Single(sink.Messages).SmtpUtf8);
    }

    [Fact]
    public async Task What_is_no_address_is_buried_and_the_others_get_theirs()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var host = await StartedAsync(database, sink, To("wang at unit"));
        Assert.Equal(nameof(FailureKind.AddressMalformed), (await host.MailAsync(1, row => row.State == MailState.Buried)).Failure);
        await host.EnqueueAsync(MailHost.Overdue(2));
        await host.MailAsync(2, row => row.State == MailState.Sent);
    }

    [Fact]
    public async Task A_server_that_is_away_uses_up_no_try_and_says_why_in_the_meantime()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await sink.AddAsync(new SmtpRule(SmtpMoment.Connect, SmtpFault.Refuse) { Code = 421, Times = 30 }, _stop);
        await using var host = await StartedAsync(database, sink);
        var waiting = await host.MailAsync(1, row => row.Failure is not null, Pace);
        Assert.Equal((MailState.Waiting, 0), (waiting.State, waiting.Attempts));
        await sink.ClearRulesAsync(_stop);
        Assert.Equal(1, (await host.MailAsync(1, row => row.State == MailState.Sent, Pace)).Attempts);
    }

    private static MailPerson[] To(params string[] addresses) => Array.ConvertAll(addresses, address => new MailPerson(address));

    private static async Task<MailHost> StartedAsync(Testing.TestDatabase database, SmtpSink sink, params MailPerson[] to)
    {
        var host = new MailHost(database, MailHost.NewClock(), SmtpSettings.For(sink));
        await host.EnqueueAsync(MailHost.Overdue(1, to));
        await host.StartAsync();
        return host;
    }
}
