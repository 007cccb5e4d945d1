using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>Reads telephone, post and mail from the closing part; a label with nothing legible behind it is reported.</summary>
internal static partial class Contacts
{
    public static NoticeContacts In(IEnumerable<NoticeLine> closing, List<UnplacedFragment> unplaced)
    {
        var contacts = new NoticeContacts(null, null, null);
        foreach (var line in closing)
        {
            foreach (Match match in Labelled().Matches(line.Shadow))
            {
                contacts = Add(contacts, match, line, unplaced);
            }
        }

        return contacts;
    }

    private static NoticeContacts Add(NoticeContacts contacts, Match match, NoticeLine line, List<UnplacedFragment> unplaced)
    {
        var value = match.Groups["value"];
        if (match.Groups["post"].Success && value.Length > 0)
        {
            return contacts with { Post = contacts.Post ?? line.Text.Substring(value.Index, value.Length).Trim() };
        }

        if (match.Groups["mail"].Success && Mail().Match(value.Value) is { Success: true } mail)
        {
            return contacts with { Mail = contacts.Mail ?? mail.Value };
        }

        if (!match.Groups["post"].Success && !match.Groups["mail"].Success && Phone().Match(value.Value) is { Success: true } phone)
        {
            return contacts with { Phone = contacts.Phone ?? phone.Value.Trim() };
        }

        var isHeading = value.Length == 0 && match.Groups["any"].Success;
        if (!isHeading)
        {
            var reason = value.Length == 0 ? UnplacedReason.ContactMissing : UnplacedReason.ContactUnreadable;
            unplaced.Add(new UnplacedFragment(line.Number, line.Text.Substring(match.Index, match.Length), reason));
        }

        return contacts;
    }

    private const string Labels =
        "(?:(?<any>联系方式)|(?<phone>(?:联系|监督|举报|咨询|反映|受理|值班)?电话)|(?<post>邮政信箱|(?:通信|通讯|邮寄|来信|联系|邮政)?地址|来信来访)"
        + "|(?<mail>电子(?:邮箱|信箱|邮件)|邮箱|[Ee]-?mail))";

    [GeneratedRegex(
        Labels + @"(?:\([^()]{0,12}\))? ?: ?(?<value>(?:(?!(?:,|、| )?(?:联系方式|(?:联系|监督|举报|咨询)?电话|邮政|电子|邮箱|邮编|通信地址|通讯地址|联系人))[^;。]){0,120})",
        RegexOptions.CultureInvariant)]
    private static partial Regex Labelled();

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,100}\.[A-Za-z]{2,24}", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    [GeneratedRegex(@"(?:\(\d{3,4}\) ?)?\d[\d\-/、 ]{4,40}\d(?:转\d{1,6})?", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
