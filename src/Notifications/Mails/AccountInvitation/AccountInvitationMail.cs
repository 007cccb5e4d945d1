using Notifications.Templates;

namespace Notifications.Mails.AccountInvitation;

/// <summary>An account has been opened; its owner sets the password by a link that works once.</summary>
/// <param name="Role">In the reader's language.</param>
public sealed record AccountInvitationMail(
    string UserName,
    string Role,
    DateTimeOffset ExpiresAt,
    string Url) : IMailValues<AccountInvitationMail>
{
    public static AccountInvitationMail Sample(string culture) => culture == Cultures.English
        ? new("wangjianguo", "liaison", new(2026, 12, 1, 1, 0, 0, TimeSpan.Zero), "https://rectification.example/invitations/sample")
        : new("wangjianguo", "联络员", new(2026, 12, 1, 1, 0, 0, TimeSpan.Zero), "https://rectification.example/invitations/sample");
}
