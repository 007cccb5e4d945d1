using System.Text.RegularExpressions;

namespace Host.Accounts.Inviting;

/// <summary>
/// A link that sets a password is for its owner's eyes: whoever reads the log of mails sees that it was sent, not where it leads, and
/// so cannot take over another's account.
/// </summary>
public static partial class VeiledLinks
{
    /// <summary>The mail's words with the secret of each such link taken out.</summary>
    public static string In(string words) => Link().Replace(words, "$1…");

    [GeneratedRegex(@"(/Account/NewPassword\?token=)[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
