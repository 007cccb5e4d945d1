using Notifications.Composing;
using Notifications.Templates;
using Notifications.Transport;

namespace Notifications.Sending;

/// <summary>Decides what becomes of a mail after a try. Pure: mail, report and now in, settlement out.</summary>
internal static class Verdict
{
    /// <param name="words">What was sent; kept as proof when somebody got it.</param>
    /// <param name="chance">A random number from 0 to 1, spreads the next try.</param>
    public static Settlement On(MailToSend mail, DeliveryReport report, RenderedMail? words, DispatchOptions options,
        DateTimeOffset now, double chance)
    {
        var verdicts = Verdicts(mail, report);
        var settled = verdicts.ToDictionary(one => one.Position);
        var open = mail.Pending.Any(one => !settled.ContainsKey(one.Position));
        var reached = verdicts.Any(one => one.Result == RecipientResult.Accepted) || mail.Recipients.Any(one => !one.Pending);
        var failure = report.Failure ?? report.Refused.Select(one => one.Failure).FirstOrDefault();
        var attempts = failure is { BeforeMail: true } ? mail.Attempts : mail.Attempts + 1;
        var kept = verdicts.Any(one => one.Result == RecipientResult.Accepted) ? words : null;

        if (!open)
            return new(mail, reached ? MailState.Sent : MailState.Buried, attempts, now, now, failure, verdicts, kept);
        if (failure!.Kind is FailureKind.Message || attempts >= options.MaxAttempts)
            return new(mail, MailState.Buried, attempts, now, now, failure, verdicts, kept);
        var next = now + Backoff.After(Math.Max(attempts, 1), options.FirstRetry, options.LongestRetry, chance);
        return new(mail, MailState.Waiting, attempts, now, next, failure, verdicts, kept);
    }

    /// <summary>The mail goes back untouched: the worker stops, or its turn has not come.</summary>
    public static Settlement GivenBack(MailToSend mail, DateTimeOffset now, DateTimeOffset notBefore, MailFailure? why) =>
        new(mail, MailState.Waiting, mail.Attempts, now, notBefore, why, [], null) { Tried = false };

    private static List<RecipientVerdict> Verdicts(MailToSend mail, DeliveryReport report)
    {
        var verdicts = new List<RecipientVerdict>();
        foreach (var recipient in mail.Pending)
        {
            if (!MailAddresses.TryParse(recipient, out var address))
                verdicts.Add(new(recipient.Position, RecipientResult.Refused, nameof(FailureKind.AddressMalformed)));
            else if (report.Accepted.Any(one => Same(one.Address, address.Address)))
                verdicts.Add(new(recipient.Position, RecipientResult.Accepted, report.Reply));
            else if (report.Refused.FirstOrDefault(one => Same(one.Address.Address, address.Address)).Failure is { } failure
                && failure.Kind is FailureKind.Recipient or FailureKind.AddressNeedsSmtpUtf8)
                verdicts.Add(new(recipient.Position, RecipientResult.Refused, $"{failure.Kind}: {failure.Detail}"));
        }
        return verdicts;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
