using System.Text.RegularExpressions;
using Notifications.Queueing;
using Notifications.Receipts;
using Notifications.Sending;
using Notifications.Tests.Sending;
using Npgsql;
using Testing.Smtp;

namespace Notifications.Tests.Receipts;

public sealed partial class ReceiptTests
{
    private static readonly DateTimeOffset InAWeek = MailHost.Start.AddDays(7);
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;
    private readonly Letters _letters = new();

    [Fact]
    public async Task The_link_in_the_mail_signs_once_and_says_when()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var host = new MailHost(database, MailHost.NewClock(), SmtpSettings.For(sink));
        host.Get<Microsoft.Extensions.Options.IOptions<SenderOptions>>().Value.PublicUrl = new Uri("https://house.example");
        await host.EnqueueAsync(MailHost.Overdue(1) with { Receipt = new ReceiptOffer("letter/12", InAWeek) },
            MailHost.Overdue(2) with { Receipt = new ReceiptOffer("letter/12", InAWeek.AddDays(1)), Culture = "en" });
        await host.StartAsync();
        var mail = await host.MailAsync(1, row => row.State == MailState.Sent);
        await host.MailAsync(2, row => row.State == MailState.Sent);
        var links = sink.Messages.Select(one => Link().Match(one.Message.TextBody!)).ToArray();
        Assert.All(links, link => Assert.True(link.Success));
        Assert.All(sink.Messages, one => Assert.Contains($"/receipt/{Link().Match(one.Message.TextBody!).Groups[1].Value}", one.Message.HtmlBody, StringComparison.Ordinal));
        var token = links[0].Groups[1].Value;

        var desk = Desk(host);
        var look = await desk.LookAsync(token, "zh-CN", _stop);
        Assert.Equal(("整改办函〔2026〕3号", null, "王建国"), (look.Subject?.Title, look.Refusal, look.Receipt?.Name));
        Assert.Null(Assert.Single(await desk.OfAsync(["letter/12"], _stop)).SignedAt); // looking is not signing
        Assert.Equal(MailHost.Start, (await desk.SignAsync(token, "zh-CN", "10.0.0.7", _stop)).Receipt?.SignedAt);
        host.Clock.Advance(TimeSpan.FromDays(30));
        var again = await desk.SignAsync(links[1].Groups[1].Value, "zh-CN", "10.0.0.8", _stop);
        Assert.Equal((MailHost.Start, "10.0.0.7", null), (again.Receipt?.SignedAt, again.Receipt?.SignedBy, again.Refusal));
        Assert.Equal(["letter/12"], _letters.Signed);

        // Who looks at the mail must not sign in its reader's place.
        var words = (await host.Log.FindAsync(mail.Id, _stop))!.Words;
        Assert.DoesNotContain(token, words.Html + words.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_is_wrong_expired_or_void_says_so_and_signs_nothing()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        await host.EnqueueAsync(MailHost.Overdue(1) with { Receipt = new ReceiptOffer("letter/12", InAWeek) });
        var desk = Desk(host);
        var receipt = Assert.Single(await desk.OfAsync(["letter/12"], _stop));
        var links = host.Get<ReceiptLinks>();
        await links.ReadyAsync(_stop);
        var token = links.Token(receipt.Id, receipt.ExpiresAt);
        foreach (var wrong in new[] { "", "x", token[..^1], token[..^2] + (token[^2] == 'A' ? "B" : "A") + token[^1], links.Token(Guid.NewGuid(), InAWeek), new string('é', 54) })
            Assert.Equal(ReceiptRefusal.Unknown, (await desk.SignAsync(wrong, "en", "x", _stop)).Refusal);

        _letters.Void = "该问题已重新交办";
        var cancelled = await desk.SignAsync(token, "zh-CN", "x", _stop);
        Assert.Equal((ReceiptRefusal.Void, "该问题已重新交办"), (cancelled.Refusal, cancelled.Subject?.Void));
        _letters.Void = null;
        host.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(ReceiptRefusal.Expired, (await desk.SignAsync(token, "zh-CN", "x", _stop)).Refusal);
        Assert.Null(Assert.Single(await desk.OfAsync(["letter/12"], _stop)).SignedAt);
        Assert.Empty(_letters.Signed);
    }

    [Fact]
    public async Task Two_clicks_at_once_are_one_signature()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        await host.EnqueueAsync(MailHost.Overdue(1) with { Receipt = new ReceiptOffer("letter/12", InAWeek) });
        var receipt = Assert.Single(await Desk(host).OfAsync(["letter/12"], _stop));
        var links = host.Get<ReceiptLinks>();
        await links.ReadyAsync(_stop);
        var token = links.Token(receipt.Id, receipt.ExpiresAt);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(click => Desk(host).SignAsync(token, "en", $"10.0.0.{click}", _stop)));
        Assert.Single(_letters.Signed);
    }

    [Fact]
    public async Task The_same_reader_is_asked_for_the_same_thing_once_and_a_signature_stays()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        var letter = new ReceiptOffer("letter/12", InAWeek);
        await host.EnqueueAsync(MailHost.Overdue(1) with { Receipt = letter });
        await host.EnqueueAsync(MailHost.Overdue(2, new MailPerson("WANG@unit.example")) with { Receipt = letter with { ExpiresAt = InAWeek.AddDays(7) } },
            MailHost.Overdue(3, new MailPerson("li@unit.example")) with { Receipt = letter });
        var desk = Desk(host);
        Assert.Equal([InAWeek.AddDays(7), InAWeek], (await desk.OfAsync(["letter/12"], _stop)).OrderByDescending(one => one.ExpiresAt).Select(one => one.ExpiresAt));
        await using var connection = await database.DataSource.OpenConnectionAsync(_stop);
        await using (var transaction = await connection.BeginTransactionAsync(_stop))
        {
            Assert.True(await desk.SignInHouseAsync(transaction, "letter/12", "Li@unit.example", "李", _stop));
            Assert.False(await desk.SignInHouseAsync(transaction, "letter/12", "li@unit.example", "李", _stop));
            Assert.False(await desk.SignInHouseAsync(transaction, "letter/13", "li@unit.example", "李", _stop));
            await transaction.CommitAsync(_stop);
        }
        await using var forge = database.DataSource.CreateCommand("update notifications.receipt set signed_at = null, signed_by = null");
        Assert.Equal(PostgresErrorCodes.RestrictViolation, (await Assert.ThrowsAsync<PostgresException>(() => forge.ExecuteNonQueryAsync(_stop))).SqlState);
        await Assert.ThrowsAsync<ArgumentException>(() => host.EnqueueAsync(
            MailHost.Overdue(4, new MailPerson("a@unit.example"), new MailPerson("b@unit.example")) with { Receipt = letter }));
    }

    private ReceiptDesk Desk(MailHost host) =>
        new(host.Get<NpgsqlDataSource>(), host.Get<ReceiptLinks>(), [_letters], host.Get<TimeProvider>());

    [GeneratedRegex(@"https://house\.example/receipt/([A-Za-z0-9_-]+)(\?culture=en)?\s")]
    private static partial Regex Link();

    private sealed class Letters : IReceiptSubjects
    {
        public string Kind => "letter";

        public string? Void { get; set; }

        public List<string> Signed { get; } = [];

        public Task<ReceiptSubject?> FindAsync(NpgsqlTransaction transaction, Receipt receipt, string culture, CancellationToken cancellationToken) =>
            Task.FromResult<ReceiptSubject?>(new ReceiptSubject("整改办函〔2026〕3号", Void));

        public Task SignedAsync(NpgsqlTransaction transaction, Receipt receipt, CancellationToken cancellationToken)
        {
            lock (Signed)
                Signed.Add(receipt.Subject);
            return Task.CompletedTask;
        }
    }
}
