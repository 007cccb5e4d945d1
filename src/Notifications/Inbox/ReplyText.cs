using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Notifications.Inbox;

/// <summary>What a person wrote, without the mail he answers. Pure.</summary>
internal static partial class ReplyText
{
    private const int Longest = 20_000;

    public static string Of(MimeMessage message)
    {
        var written = message.TextBody ?? (message.HtmlBody is { } html ? Plain(html) : "");
        var kept = new StringBuilder();
        foreach (var line in written.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Quote().IsMatch(line))
                break;
            if (!line.StartsWith('>'))
                kept.Append(line.TrimEnd()).Append('\n');
        }
        var text = kept.ToString().Trim().Replace("\0", "", StringComparison.Ordinal);
        // Somebody who answers between the quoted lines is not cut to nothing.
        if (text.Length == 0)
            text = written.Trim().Replace("\0", "", StringComparison.Ordinal);
        return text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
    }

    private static string Plain(string html)
    {
        var text = Unseen().Replace(html, "");
        text = Breaks().Replace(text, "\n");
        return System.Net.WebUtility.HtmlDecode(Tags().Replace(text, "")).Replace('\u00a0', ' ');
    }

    // How clients head the mail they quote: Outlook, Foxmail, QQ, 163, Gmail, Thunderbird.
    [GeneratedRegex(@"^\s*(-{2,}\s*(Original Message|Forwarded message|原始邮件|原邮件|转发邮件|回复的原邮件)\s*-{2,}|_{20,}|(发件人|From)\s*[:：].+|在\s?.+写道[:：]\s*|On .+ wrote:\s*|-{20,})\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Quote();

    [GeneratedRegex(@"<(style|script|head|title)\b.*?</\1\s*>|<!--.*?-->", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"<(br|/p|/div|/tr|/li|/h\d|hr)\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Breaks();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
