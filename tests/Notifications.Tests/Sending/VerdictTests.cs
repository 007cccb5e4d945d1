using MimeKit;
using Notifications.Composing;
using Notifications.Sending;
using Notifications.Templates;
using Notifications.Transport;

namespace Notifications.Tests.Sending;

public sealed class VerdictTests
{
    private static readonly DateTimeOffset Now = MailHost.Start;
    private static readonly DispatchOptions Options = new() { MaxAttempts = 3 };
    private static readonly RenderedMail Words = new("主题", "<p>", "text");
    private static readonly MailboxAddress A = new("甲", "a@unit.example");
    private static readonly MailboxAddress B = new("乙", "b@unit.example");

    [Fact]
    public void Taken_for_all_is_sent()
    {
        var settlement = On(Mail(), new DeliveryReport(null, [A, B], "250 queued", []));
        Assert.Equal(MailState.Sent, settlement.State);
        Assert.Equal(1, settlement.Attempts);
        Assert.All(settlement.Verdicts, one => Assert.Equal((RecipientResult.Accepted, "250 queued"), (one.Result, one.Reply)));
        Assert.Same(Words, settlement.Words);
    }

    [Fact]
    public void Refused_for_one_is_sent_and_says_so()
    {
        var settlement = On(Mail(), new DeliveryReport(null, [A], "250", [(B, new MailFailure(FailureKind.Recipient, "550 unknown"))]));
        Assert.Equal(MailState.Sent, settlement.State);
        Assert.Equal(RecipientResult.Refused, settlement.Verdicts.Single(one => one.Position == 1).Result);
        Assert.Equal(FailureKind.Recipient, settlement.Failure!.Kind);
    }

    [Fact]
    public void One_who_is_busy_is_tried_again_alone()
    {
        var settlement = On(Mail(), new DeliveryReport(null, [A], "250", [(B, new MailFailure(FailureKind.RecipientBusy, "452 full"))]));
        Assert.Equal(MailState.Waiting, settlement.State);
        Assert.Equal(0, Assert.Single(settlement.Verdicts).Position);
        Assert.True(settlement.NextAttemptAt > Now);
    }

    [Fact]
    public void Refused_for_all_is_buried()
    {
        var unknown = new MailFailure(FailureKind.Recipient, "550 unknown");
        Assert.Equal(MailState.Buried, On(Mail(), new DeliveryReport(unknown, [], "", [(A, unknown), (B, unknown)])).State);
    }

    [Fact]
    public void A_refused_message_is_buried_at_once() =>
        Assert.Equal(MailState.Buried, On(Mail(), DeliveryReport.Failed(new(FailureKind.Message, "552 too large"))).State);

    [Theory]
    [InlineData(FailureKind.ServerBusy)]
    [InlineData(FailureKind.Connection)]
    [InlineData(FailureKind.Sender)]
    [InlineData(FailureKind.Local)]
    public void What_may_pass_is_tried_again_until_the_tries_are_used_up(FailureKind kind)
    {
        var report = DeliveryReport.Failed(new(kind, "detail"));
        Assert.Equal(MailState.Waiting, On(Mail(attempts: 1), report).State);
        Assert.Equal(MailState.Buried, On(Mail(attempts: 2), report).State);
    }

    [Theory]
    [InlineData(FailureKind.Connection)]
    [InlineData(FailureKind.Security)]
    [InlineData(FailureKind.Authentication)]
    public void A_server_that_cannot_be_asked_uses_up_no_try(FailureKind kind)
    {
        var settlement = On(Mail(attempts: 2), DeliveryReport.Failed(new(kind, "detail", BeforeMail: true)));
        Assert.Equal((MailState.Waiting, 2), (settlement.State, settlement.Attempts));
    }

    [Fact]
    public void Who_already_has_it_does_not_bury_the_mail_for_another_who_never_will()
    {
        var mail = Mail() with { Recipients = [new(0, "To", A.Address, "甲", Pending: false), new(1, "To", B.Address, "乙", Pending: true)] };
        var unknown = new MailFailure(FailureKind.Recipient, "550 unknown");
        Assert.Equal(MailState.Sent, On(mail, new DeliveryReport(unknown, [], "", [(B, unknown)])).State);
    }

    private static Settlement On(MailToSend mail, DeliveryReport report) => Verdict.On(mail, report, Words, Options, Now, 0.5);

    private static MailToSend Mail(int attempts = 0) => new(Guid.NewGuid(), "Overdue", "zh-CN", "{}", null, null, "1@house.example",
        attempts, 0, [new(0, "To", A.Address, "甲", true), new(1, "Cc", B.Address, "乙", true)], []);
}
