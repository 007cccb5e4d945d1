using System.Text.Json;
using Notifications.Receipts;
using Notifications.Templates;

namespace Notifications.Queueing;

/// <summary>One mail that is owed: to whom, which one, with what values, when and why.</summary>
public sealed record OutgoingMail
{
    /// <summary>Says what this mail is about, uniquely and for ever: issue or measure, rule, step, occurrence, recipient.
    /// A second mail of the same key is not written.</summary>
    public required string Key { get; init; }

    /// <summary>Name of the mail, i.e. of its folder under Mails, e.g. <c>Overdue</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The values record of the mail as a JSON object with camel-case names.</summary>
    public required string Values { get; init; }

    public required IReadOnlyList<MailPerson> To { get; init; }

    public IReadOnlyList<MailPerson> Cc { get; init; } = [];

    /// <summary><c>zh-CN</c> or <c>en</c>. People who read different languages get a mail each.</summary>
    public string Culture { get; init; } = Cultures.Chinese;

    /// <summary>Not before this instant; in the past means at once.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Which rule caused the mail, e.g. <c>ladder/overdue/1</c>: the "why" of the proof.</summary>
    public required string Rule { get; init; }

    /// <summary>Mails of one thread hang together in the reader's client, e.g. <c>issue-12</c>; letters, digits, <c>. _ -</c>.</summary>
    public string? Thread { get; init; }

    /// <summary>Opaque to this room: the Host lists mails by it, e.g. <c>issue/12</c>.</summary>
    public string? RelatesTo { get; init; }

    /// <summary>Whose wording applies, e.g. a round; null means the wording for all.</summary>
    public string? Scope { get; init; }

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Whether the mail can wait for a decent hour: then it keeps out of the quiet hours and of days that are no working
    /// days, and arrives at the time of day its reader chose (see <see cref="Manners.DeliveryManners"/>).</summary>
    public bool Deferrable { get; init; }

    /// <summary>Asks the one reader to sign; the mail must go to him alone.</summary>
    public ReceiptOffer? Receipt { get; init; }

    /// <summary>A mail of the kind <typeparamref name="T"/> with its values.</summary>
    /// <param name="key">See <see cref="Key"/>.</param>
    /// <param name="rule">See <see cref="Rule"/>.</param>
    public static OutgoingMail Of<T>(T values, string key, string rule, params IReadOnlyList<MailPerson> to)
        where T : class, IMailValues<T> => new()
        {
            Key = key,
            Kind = MailTemplate.KindOf<T>(),
            Values = JsonSerializer.Serialize(values, MailTemplate.Json),
            To = to,
            Rule = rule,
        };
}
