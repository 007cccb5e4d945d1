using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using Notifications.Inbox;
using Notifications.SigningIn;
using Notifications.Transport;
using Npgsql;
using Testing.Imap;

namespace Notifications.Tests.Inbox;

/// <summary>The house's mailbox on a real IMAP server, what others lay into it, and whoever takes over what is read.</summary>
internal sealed class Mailbox(ImapServer server) : IReplyReader, IBounceReader, IAsyncDisposable
{
    private readonly ImapClient _postman = new();

    public List<IncomingReply> Replies { get; } = [];

    public List<BouncedMail> Bounces { get; } = [];

    /// <summary>Thrown when a reply is to be taken over.</summary>
    public Exception? Breaks { get; set; }

    /// <param name="introspection">Where the server has access tokens checked; null leaves it with the password.</param>
    public static async Task<Mailbox> OpenAsync(Uri? introspection = null)
    {
        var mailbox = new Mailbox(await ImapServer.StartAsync(introspection, TestContext.Current.CancellationToken));
        await mailbox.ConnectAsync();
        return mailbox;
    }

    public ImapServer Server => server;

    public InboxCheck Check(MailHost host, string? password = null, OAuthOptions? tokens = null) => new(
        host.Get<NpgsqlDataSource>(),
        Options.Create(new InboxOptions
        {
            Host = server.Host,
            Port = server.Port,
            Security = SmtpSecurity.None,
            UserName = server.UserName,
            Password = password ?? server.Password,
            OAuth = tokens ?? new OAuthOptions(),
            LargestMessage = 200_000,
        }),
        [this], [this], host.Get<AccessTokens>(), TimeProvider.System, NullLogger<InboxCheck>.Instance);

    public async Task LayAsync(params MimeMessage[] messages)
    {
        foreach (var message in messages)
            await _postman.Inbox!.AppendAsync(new AppendRequest(message), TestContext.Current.CancellationToken);
    }

    public async Task RenumberAsync()
    {
        await _postman.DisconnectAsync(quit: true, TestContext.Current.CancellationToken);
        server.ForgetNumbers();
        await ConnectAsync();
    }

    public Task<ReplyOutcome> TakeAsync(NpgsqlTransaction transaction, IncomingReply reply, CancellationToken cancellationToken)
    {
        if (Breaks is { } exception)
        {
            Breaks = null;
            throw exception;
        }
        Replies.Add(reply);
        return Task.FromResult(reply.SenderAddress == "stranger@elsewhere.example"
            ? new ReplyOutcome(IncomingOutcome.UnknownSender)
            : new ReplyOutcome(IncomingOutcome.Noted));
    }

    public Task BouncedAsync(NpgsqlTransaction transaction, BouncedMail mail, CancellationToken cancellationToken)
    {
        Bounces.Add(mail);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _postman.Dispose();
        await server.DisposeAsync();
    }

    private async Task ConnectAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        await _postman.ConnectAsync(server.Host, server.Port, SecureSocketOptions.None, stop);
        await _postman.AuthenticateAsync(server.UserName, server.Password, stop);
        await _postman.Inbox!.OpenAsync(FolderAccess.ReadWrite, stop);
    }
}
