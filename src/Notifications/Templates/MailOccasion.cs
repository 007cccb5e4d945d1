namespace Notifications.Templates;

/// <summary>Everything a wording may speak of: the values of the mail and who writes to whom.</summary>
/// <param name="Kind">Which mail.</param>
/// <param name="Culture">zh-CN or en.</param>
/// <param name="Values">The values record as JSON.</param>
/// <param name="Addressees">Names of the people under To; those without a name are left out.</param>
/// <param name="SenderName">Name of the office.</param>
/// <param name="Contact">How the office is reached, e.g. a telephone number; may be empty.</param>
/// <param name="ReceiptUrl">Link by which the reader signs; null when he is not asked to.</param>
/// <param name="ReceiptUntil">How long it works.</param>
public sealed record MailOccasion(
    string Kind, string Culture, string Values, IReadOnlyList<string> Addressees, string SenderName, string Contact = "",
    string? ReceiptUrl = null, DateTimeOffset? ReceiptUntil = null);
