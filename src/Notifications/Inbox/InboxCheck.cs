using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using Notifications.SigningIn;
using Npgsql;

namespace Notifications.Inbox;

/// <summary>
/// Reads the mailbox, message by message, each with what follows from it in one transaction under the message's own place and
/// id: a run cut short, repeated, or done by two hosts at once changes nothing twice.
/// </summary>
public sealed partial class InboxCheck(
    NpgsqlDataSource database, IOptions<InboxOptions> options, IEnumerable<IReplyReader> replies, IEnumerable<IBounceReader> bounces,
    AccessTokens tokens, TimeProvider clock, ILogger<InboxCheck> log)
{
    private InboxOptions Options => options.Value;

    /// <summary>Reads what is new; nothing happens where no mailbox is set. A mailbox that cannot be reached is told on the page, not thrown.</summary>
    /// <returns>How many messages were new.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (!Options.IsSet)
            return 0;
        using var limit = new CancellationTokenSource(Options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var client = await InboxDoor.EnterAsync(Options, tokens, either.Token);
            var read = await ReadAsync(await InboxDoor.FolderAsync(client, Options.Folder, either.Token), either.Token);
            await client.DisconnectAsync(quit: true, either.Token);
            return read;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await FailedAsync($"The server did not finish within {Options.Timeout.TotalSeconds:0} s.", cancellationToken);
        }
        catch (Exception exception) when (exception is ImapCommandException or ImapProtocolException or AuthenticationException or AccessTokenException
            or SslHandshakeException or System.Security.Authentication.AuthenticationException or FolderNotFoundException or ServiceNotConnectedException
            or IOException or System.Net.Sockets.SocketException or NotSupportedException)
        {
            await FailedAsync(exception.Message, cancellationToken);
        }
        return 0;
    }

    private async Task<int> ReadAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        var last = await InboxRows.BeginAsync(database, Options.Folder, folder.UidValidity, clock.GetUtcNow(), cancellationToken);
        // "n:*" names the last message even where n lies beyond it.
        var found = await folder.SearchAsync(SearchQuery.Uids(new UniqueIdRange(new UniqueId(last + 1), UniqueId.MaxValue)), cancellationToken);
        var fresh = found.Where(uid => uid.Id > last).Order().Take(Options.PerRun).ToArray();
        var summaries = fresh.Length == 0 ? [] : await folder.FetchAsync(fresh, MessageSummaryItems.UniqueId | MessageSummaryItems.Size | MessageSummaryItems.InternalDate, cancellationToken);
        var read = 0;
        foreach (var summary in summaries.OrderBy(one => one.UniqueId))
        {
            if (await OneAsync(folder, summary, cancellationToken))
                read++;
            await folder.AddFlagsAsync(summary.UniqueId, MessageFlags.Seen, silent: true, cancellationToken);
        }
        return read;
    }

    private async Task<bool> OneAsync(IMailFolder folder, IMessageSummary summary, CancellationToken cancellationToken)
    {
        using var message = await FetchAsync(folder, summary, cancellationToken);
        var row = IncomingRow.Of(message, Options.Folder, folder.UidValidity, summary, clock.GetUtcNow());
        try
        {
            return await TakeAsync(row, message, cancellationToken);
        }
        catch (Exception exception) when (IsTheMessages(exception))
        {
            // One message nobody can digest must not keep those behind it from being read.
            LogUnreadable(log, summary.UniqueId.Id, exception);
            return await TakeAsync(row with { Outcome = IncomingOutcome.Unreadable }, null, cancellationToken);
        }
    }

    private async Task<bool> TakeAsync(IncomingRow row, MimeMessage? message, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isNew = await InboxRows.AddAsync(transaction, row, cancellationToken);
        if (isNew && message is not null)
        {
            var handler = new IncomingHandler(transaction, replies.FirstOrDefault(), bounces.FirstOrDefault(), clock);
            await InboxRows.SettleAsync(transaction, await handler.HandleAsync(message, row, cancellationToken), cancellationToken);
        }
        await InboxRows.AdvanceAsync(transaction, row, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isNew;
    }

    // Faults of the data stay what they are however often they are tried; a database that is away does not.
    private static bool IsTheMessages(Exception exception) => exception switch
    {
        PostgresException refused => refused.SqlState[..2] is "22" or "23",
        NpgsqlException or OperationCanceledException or TimeoutException => false,
        _ => true,
    };

    /// <returns>Null when the message is too large or cannot be read as one: it is noted and passed over.</returns>
    private async Task<MimeMessage?> FetchAsync(IMailFolder folder, IMessageSummary summary, CancellationToken cancellationToken)
    {
        if (summary.Size > Options.LargestMessage)
            return null;
        try
        {
            return await folder.GetMessageAsync(summary.UniqueId, cancellationToken);
        }
        catch (FormatException exception)
        {
            LogUnreadable(log, summary.UniqueId.Id, exception);
            return null;
        }
    }

    private async Task FailedAsync(string why, CancellationToken cancellationToken)
    {
        LogFailed(log, why);
        await InboxRows.FailedAsync(database, Options.Folder, why, clock.GetUtcNow(), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mailbox could not be read: {Why}")]
    private static partial void LogFailed(ILogger logger, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Uid} of the mailbox cannot be read and is passed over")]
    private static partial void LogUnreadable(ILogger logger, uint uid, Exception exception);
}
