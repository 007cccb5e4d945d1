using Microsoft.Extensions.Options;
using Notifications.Inbox;
using Notifications.Sending;
using Notifications.SigningIn;
using Notifications.Tests.Inbox;
using Notifications.Tests.Sending;
using Notifications.Transport;
using Testing.OAuth;
using Testing.Smtp;

namespace Notifications.Tests.SigningIn;

public sealed class AccessTokensTests
{
    private const string User = "office@house.example";
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_the_mail_server_no_longer_takes_is_renewed_and_a_restart_goes_on_with_the_newest()
    {
        await using var server = await TokenServer.StartAsync(new TokenServerOptions(User, "house", "secret", "refresh-0"), _stop);
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions { User = User, Introspection = server.Introspection }, _stop);
        await using var database = await MailHost.DatabaseAsync();
        var settings = SmtpSettings.For(sink, ("Smtp:UserName", User), ("Smtp:OAuth:TokenEndpoint", $"{server.Endpoint}"), ("Smtp:OAuth:ClientId", "house"),
            ("Smtp:OAuth:ClientSecret", "secret"), ("Smtp:OAuth:RefreshToken", "refresh-0"), ("Smtp:OAuth:Scope", "smtp.send"));
        await using (var host = new MailHost(database, MailHost.NewClock(), settings))
        {
            await host.EnqueueAsync(MailHost.Overdue(1));
            await host.StartAsync();
            await host.MailAsync(1, row => row.State == MailState.Sent);
            await server.WithdrawAsync(_stop);
            await sink.AddAsync(new SmtpRule(SmtpMoment.Sender, SmtpFault.Drop) { Times = 2 }, _stop); // each worker's kept connection
            await host.EnqueueAsync(MailHost.Overdue(2));
            await host.MailAsync(2, row => row.State == MailState.Sent, Pace);
        }
        await sink.ClearRulesAsync(_stop);
        await using (var host = new MailHost(database, MailHost.NewClock(), settings))
        {
            await host.EnqueueAsync(MailHost.Overdue(3));
            await host.StartAsync();
            await host.MailAsync(3, row => row.State == MailState.Sent);
        }

        var asked = await server.AskedAsync(_stop);
        Assert.Equal(["refresh-0", "refresh-1", "refresh-2"], asked.Select(one => one.RefreshToken));
        Assert.All(asked, one => Assert.Equal(("refresh_token", "smtp.send", 200), (one.Grant, one.Scope, one.Status)));
        Assert.All(sink.Messages, mail => Assert.Equal(User, mail.User));
        Assert.Equal(3, sink.Messages.Count);
    }

    [Fact]
    public async Task While_no_token_is_to_be_had_mails_wait_without_using_up_a_try_and_say_why()
    {
        await using var server = await TokenServer.StartAsync(new TokenServerOptions(User, "house", "secret"), _stop);
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions { User = User, Introspection = server.Introspection }, _stop);
        await using var database = await MailHost.DatabaseAsync();
        (string, string)[] settings = SmtpSettings.For(sink, ("Smtp:UserName", User), ("Smtp:OAuth:TokenEndpoint", $"{server.Endpoint}"),
            ("Smtp:OAuth:ClientId", "house"), ("Smtp:OAuth:ClientSecret", "wrong"));
        await using (var refused = new MailHost(database, MailHost.NewClock(), settings))
        {
            await refused.EnqueueAsync(MailHost.Overdue(1));
            await refused.StartAsync();
            var waiting = await refused.MailAsync(1, row => row.Failure is not null);
            Assert.Equal((nameof(FailureKind.Authentication), MailState.Waiting, 0), (waiting.Failure, waiting.State, waiting.Attempts));
            Assert.Contains("invalid_client who is that", waiting.FailureDetail, StringComparison.Ordinal);
        }

        await server.BeAwayAsync(3, _stop);
        await using var host = new MailHost(database, MailHost.NewClock(), [.. settings, ("Smtp:OAuth:ClientSecret", "secret")]);
        await host.EnqueueAsync(MailHost.Overdue(2));
        await host.StartAsync();
        var away = await host.MailAsync(2, row => row.Failure is not null);
        Assert.Equal((nameof(FailureKind.Connection), 0), (away.Failure, away.Attempts));
        await host.MailAsync(1, row => row.State == MailState.Sent, Pace);
        await host.MailAsync(2, row => row.State == MailState.Sent, Pace);
        Assert.Equal("client_credentials", (await server.AskedAsync(_stop))[^1].Grant);
    }

    [Fact]
    public async Task A_token_is_asked_for_once_and_again_before_it_ends()
    {
        await using var server = await TokenServer.StartAsync(new TokenServerOptions(User, "house", "secret", ExpiresIn: 600), _stop);
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        var options = new OAuthOptions { TokenEndpoint = server.Endpoint, ClientId = "house", ClientSecret = "secret" };
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        Task AskAsync() => host.Get<AccessTokens>().SignInAsync(options, token =>
        {
            seen.Add(token);
            return Task.CompletedTask;
        }, _stop);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync()));
        host.Clock.Advance(TimeSpan.FromSeconds(530));
        await AskAsync();
        Assert.Equal(["access-1"], seen.Distinct());
        host.Clock.Advance(TimeSpan.FromSeconds(20));
        await AskAsync();
        Assert.Equal(2, (await server.AskedAsync(_stop)).Count);
        Assert.Contains("access-2", seen);
    }

    [Fact]
    public async Task The_mailbox_is_read_with_a_token_too()
    {
        await using var server = await TokenServer.StartAsync(new TokenServerOptions(User, "house", null, "refresh-0"), _stop);
        await using var mailbox = await Mailbox.OpenAsync(server.Introspection);
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        var tokens = new OAuthOptions { TokenEndpoint = server.Endpoint, ClientId = "house", RefreshToken = "refresh-0" };
        await mailbox.LayAsync(Letters.Parse("From: a@b.example\nSubject: one\n\nhi"));
        Assert.Equal(1, await mailbox.Check(host, "", tokens).RunAsync(_stop));
        await server.WithdrawAsync(_stop);
        await mailbox.LayAsync(Letters.Parse("From: a@b.example\nSubject: two\n\nhi"));
        Assert.Equal(1, await mailbox.Check(host, "", tokens).RunAsync(_stop));
        Assert.Equal(["refresh-0", "refresh-1"], (await server.AskedAsync(_stop)).Select(one => one.RefreshToken));

        await mailbox.Check(host, "", tokens with { ClientId = "somebody" }).RunAsync(_stop);
        Assert.Contains("invalid_client", (await host.Get<InboxLog>().HealthAsync(_stop))!.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://login.example/token", "https")]
    [InlineData("https://login.example/token", "ClientId")]
    public async Task Settings_that_cannot_work_are_refused_by_name(string endpoint, string named)
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock(),
            ("Smtp:Host", "mail.example"), ("Smtp:UserName", User), ("Smtp:OAuth:TokenEndpoint", endpoint), ("Smtp:OAuth:ClientSecret", "s"));
        var refused = Assert.Throws<OptionsValidationException>(() => host.Get<IOptions<SmtpOptions>>().Value);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }
}
