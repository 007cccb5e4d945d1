using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Testing.Smtp;

namespace House.Tests.Testing.Smtp;

public sealed class SmtpSinkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_keeps_the_message_it_was_sent()
    {
        await using var sink = await SmtpSink.StartAsync(null, Token);
        await SendAsync(sink, SecureSocketOptions.None);

        var mail = Assert.Single(await sink.WaitForMessagesAsync(1, Token));
        Assert.Equal("office@yicheng.example", mail.From);
        Assert.Equal(["wang@yicheng.example"], mail.To);
        Assert.Equal("整改任务已交办", mail.Message.Subject);
    }

    [Fact]
    public async Task It_refuses_a_recipient_with_the_code_it_was_told()
    {
        await using var sink = await SmtpSink.StartAsync(null, Token);
        await sink.AddAsync(SmtpRule.RefuseRecipient("wang@yicheng.example", 553), Token);

        var refused = await Assert.ThrowsAsync<SmtpCommandException>(() => SendAsync(sink, SecureSocketOptions.None));
        Assert.Equal((SmtpStatusCode)553, refused.StatusCode);
    }

    [Fact]
    public async Task It_is_busy_as_often_as_it_was_told_and_then_accepts()
    {
        await using var sink = await SmtpSink.StartAsync(null, Token);
        await sink.AddAsync(SmtpRule.RefuseMessages(451, times: 1), Token);

        await Assert.ThrowsAsync<SmtpCommandException>(() => SendAsync(sink, SecureSocketOptions.None));
        await SendAsync(sink, SecureSocketOptions.None);
        Assert.Equal([false, true], (await sink.WaitForAttemptsAsync(2, Token)).Select(mail => mail.Accepted));
    }

    [Fact]
    public async Task It_drops_the_connection_after_the_message_came_in()
    {
        await using var sink = await SmtpSink.StartAsync(null, Token);
        await sink.AddAsync(SmtpRule.DropAfterData(times: 1), Token);

        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(sink, SecureSocketOptions.None));
        Assert.Single(await sink.WaitForAttemptsAsync(1, Token));
        Assert.Empty(sink.Messages);
    }

    [Fact]
    public async Task It_leaves_a_message_unanswered()
    {
        await using var sink = await SmtpSink.StartAsync(null, Token);
        await sink.AddAsync(SmtpRule.StallAfterData(times: 1), Token);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sending = SendAsync(sink, SecureSocketOptions.None, cancellationToken: patience.Token);
        Assert.False(Assert.Single(await sink.WaitForAttemptsAsync(1, Token)).Accepted);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_self_signed_certificate_is_not_trusted()
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions { StartTls = true }, Token);
        await Assert.ThrowsAsync<SslHandshakeException>(() => SendAsync(sink, SecureSocketOptions.StartTls));
    }

    [Fact]
    public async Task Signing_in_over_TLS_is_demanded_and_recorded()
    {
        await using var sink = await SmtpSink.StartAsync(
            new SmtpSinkOptions { StartTls = true, Certificate = SmtpCertificate.Issued, User = "office", Password = "密码" }, Token);
        await SendAsync(sink, SecureSocketOptions.StartTls, trusting: true, user: "office", password: "密码");

        var mail = Assert.Single(await sink.WaitForMessagesAsync(1, Token));
        Assert.True(mail.Secure);
        Assert.Equal("office", mail.User);
    }

    [Fact]
    public async Task It_hides_what_it_was_told_to_hide()
    {
        await using var sink = await SmtpSink.StartAsync(
            new SmtpSinkOptions { Hide8BitMime = true, HideSmtpUtf8 = true }, Token);
        using var client = new SmtpClient();
        await client.ConnectAsync(sink.Host, sink.Port, SecureSocketOptions.None, Token);

        Assert.False(client.Capabilities.HasFlag(SmtpCapabilities.EightBitMime));
        Assert.False(client.Capabilities.HasFlag(SmtpCapabilities.UTF8));
        Assert.False(client.Capabilities.HasFlag(SmtpCapabilities.Authentication));
    }

    private static bool IssuedBy(string authorityPem, X509Certificate? certificate)
    {
        using var authority = X509Certificate2.CreateFromPem(authorityPem);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return certificate is X509Certificate2 shown && chain.Build(shown);
    }

    private static async Task SendAsync(
        SmtpSink sink,
        SecureSocketOptions security,
        bool trusting = false,
        string? user = null,
        string? password = null,
        CancellationToken? cancellationToken = null)
    {
        var token = cancellationToken ?? Token;
        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress("整改办", "office@yicheng.example"));
        message.To.Add(new MailboxAddress("王某", "wang@yicheng.example"));
        message.Subject = "整改任务已交办";
        message.Body = new TextPart("plain") { Text = "请按期整改。" };
        using var client = new SmtpClient();
        if (trusting)
        {
            client.ServerCertificateValidationCallback = (_, certificate, _, _) => IssuedBy(sink.AuthorityPem, certificate);
        }

        await client.ConnectAsync(sink.Host, sink.Port, security, token);
        if (user is not null)
        {
            await client.AuthenticateAsync(user, password ?? "", token);
        }

        await client.SendAsync(message, token);
        await client.DisconnectAsync(true, token);
    }
}
