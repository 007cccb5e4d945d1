using Notifications.Sending;
using Notifications.Transport;
using Testing.Smtp;

namespace Notifications.Tests.Sending;

public sealed class SecurityTests
{
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_without_tls_gets_nothing()
    {
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        Assert.Equal(nameof(FailureKind.Security), (await FailureOfAsync(sink, ("Smtp:Security", "StartTls"))).Failure);
    }

    [Theory]
    [InlineData(false, "StartTls")]
    [InlineData(true, "Tls")]
    public async Task A_certificate_nobody_vouches_for_gets_nothing(bool fromStart, string security)
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions { StartTls = true, TlsFromStart = fromStart }, _stop);
        var (failure, detail) = await FailureOfAsync(sink, ("Smtp:Security", security));
        Assert.Equal(nameof(FailureKind.Security), failure);
        Assert.Matches("^The certificate of CN=.+, issued by CN=.+, valid until 20.+, is not trusted: .+", detail);
    }

    [Fact]
    public async Task A_wrong_password_gets_nothing_through()
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions { User = "office", Password = "right" }, _stop);
        Assert.Equal(nameof(FailureKind.Authentication), (await FailureOfAsync(sink, ("Smtp:UserName", "office"), ("Smtp:Password", "wrong"))).Failure);
    }

    [Theory]
    [InlineData("Plain")]
    [InlineData("Login")]
    [InlineData("Auto")]
    public async Task With_the_in_house_authority_and_the_password_it_goes_out_protected(string method)
    {
        await using var sink = await SmtpSink.StartAsync(
            new SmtpSinkOptions { StartTls = true, Certificate = SmtpCertificate.Issued, User = "office", Password = "right" }, _stop);
        var root = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(root, sink.AuthorityPem, _stop);
            await using var database = await MailHost.DatabaseAsync();
            await using var host = new MailHost(database, MailHost.NewClock(), SmtpSettings.For(sink, ("Smtp:Security", "StartTls"),
                ("Smtp:TrustedRootFile", root), ("Smtp:Authentication", method), ("Smtp:UserName", "office"), ("Smtp:Password", "right")));
            await host.EnqueueAsync(MailHost.Overdue(1));
            await host.StartAsync();
            await host.MailAsync(1, row => row.State == MailState.Sent);
            var received = Assert.Single(sink.Messages);
            Assert.Equal((true, "office"), (received.Secure, received.User));
        }
        finally
        {
            File.Delete(root);
        }
    }

    private static async Task<(string? Failure, string? Detail)> FailureOfAsync(SmtpSink sink, params (string Key, string Value)[] settings)
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock(), SmtpSettings.For(sink, settings));
        await host.EnqueueAsync(MailHost.Overdue(1));
        await host.StartAsync();
        var mail = await host.MailAsync(1, row => row.Failure is not null);
        Assert.Equal((MailState.Waiting, 0), (mail.State, mail.Attempts));
        Assert.Empty(sink.Attempts);
        return (mail.Failure, mail.FailureDetail);
    }
}
