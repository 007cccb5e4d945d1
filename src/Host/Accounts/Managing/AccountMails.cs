using System.Globalization;
using System.Resources;
using Host.Accounts.Inviting;
using Ledger.Units;
using Notifications.Mails.AccountInvitation;
using Notifications.Mails.PasswordLink;
using Notifications.Queueing;

namespace Host.Accounts.Managing;

/// <summary>Words the mail that brings a link: an invitation as long as there is no password, else a way to a new one.</summary>
internal static class AccountMails
{
    private static readonly ResourceManager Words = new(typeof(AccountWords));

    public static OutgoingMail Link(Account account, Person person, AccountLink link, string url)
    {
        var key = $"account/{account.Id}/link/{Convert.ToHexStringLower(link.TokenHash.AsSpan(0, 12))}";
        var reader = new MailPerson(person.Email, person.Name);
        var mail = account.PasswordHash is null
            ? OutgoingMail.Of(
                new AccountInvitationMail(account.UserName!, RoleIn(account, person.Culture), link.ExpiresAt, url), key, "account/invitation", reader)
            : OutgoingMail.Of(new PasswordLinkMail(account.UserName!, link.ExpiresAt, url), key, "account/password", reader);
        return mail with { Culture = person.Culture, RelatesTo = $"account/{account.Id}" };
    }

    private static string RoleIn(Account account, string culture) =>
        Words.GetString($"Role_{account.Role}", CultureInfo.GetCultureInfo(culture)) ?? account.Role.ToString();
}
