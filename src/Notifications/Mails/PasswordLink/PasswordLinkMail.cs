using Notifications.Templates;

namespace Notifications.Mails.PasswordLink;

/// <summary>The owner of an account sets a new password by a link that works once.</summary>
public sealed record PasswordLinkMail(
    string UserName,
    DateTimeOffset ExpiresAt,
    string Url) : IMailValues<PasswordLinkMail>
{
    public static PasswordLinkMail Sample(string culture) =>
        new("wangjianguo", new(2026, 12, 1, 1, 0, 0, TimeSpan.Zero), "https://rectification.example/account/sample");
}
